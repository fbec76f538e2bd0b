'use client'

import { useCallback, useEffect, useRef } from 'react'
import type { FieldPath, FieldValues, UseFormReturn } from 'react-hook-form'

/**
 * Checks a field when it is left, and an answer that was refused again while it is mended. A press that takes the focus
 * away is let through first: an error that appears under the pointer would move what was about to be pressed.
 */
export function useLeaveCheck<V extends FieldValues>(form: UseFormReturn<V>) {
  const { trigger, watch, getFieldState } = form
  const pressed = useRef(false)
  const waiting = useRef<(() => void)[]>([])

  useEffect(() => {
    const down = () => {
      pressed.current = true
    }
    const up = () => {
      pressed.current = false
      // the click comes after the pointer is up
      setTimeout(() => {
        for (const check of waiting.current.splice(0)) check()
      }, 0)
    }
    window.addEventListener('pointerdown', down, true)
    window.addEventListener('pointerup', up, true)
    window.addEventListener('pointercancel', up, true)
    return () => {
      window.removeEventListener('pointerdown', down, true)
      window.removeEventListener('pointerup', up, true)
      window.removeEventListener('pointercancel', up, true)
    }
  }, [])

  useEffect(() => {
    const subscription = watch((_, { name, type }) => {
      if (name && type === 'change' && getFieldState(name).invalid) void trigger(name)
    })
    return () => subscription.unsubscribe()
  }, [watch, trigger, getFieldState])

  return useCallback(
    (name: FieldPath<V>) => {
      const check = () => void trigger(name)
      if (pressed.current) waiting.current.push(check)
      else check()
    },
    [trigger],
  )
}
