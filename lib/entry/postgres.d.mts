export interface RunningPostgres {
  readonly port: number
  readonly pid: number
  url(database: string): string
  stop(): Promise<void>
}
export function startPostgres(dataDir: string, options?: { firstPort?: number; onlyPort?: number; settings?: Record<string, string> }): Promise<RunningPostgres>
export function runningPostmaster(data: string): number | undefined
export function binariesFolder(): string
export function reachPostgres(dataDir: string): Pick<RunningPostgres, 'port' | 'url'> | undefined
