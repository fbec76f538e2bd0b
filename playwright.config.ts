import { defineConfig } from '@playwright/test'

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'

/** The app under test is started by lib/entry/test.mjs; BASE_URL may name any other one, the development server too. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: '.test/browser',
  workers: 2,
  retries: 0,
  timeout: 90_000,
  forbidOnly: true,
  reporter: 'line',
  use: {
    baseURL: process.env.BASE_URL ?? 'http://127.0.0.1:3000',
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] },
  },
  projects: [
    { name: 'gates', testMatch: 'gates/**/*.spec.ts' },
    // stories count desks and projects: one after the other, when no gate moves them
    { name: 'journeys', testMatch: 'journeys/**/*.spec.ts', workers: 1, dependencies: ['gates'] },
    // the whole job once more on another day and from another place; the app is started with APP_NOW and TZ for it
    { name: 'elsewhen', testMatch: 'journeys/main-job.spec.ts', use: { timezoneId: 'America/New_York' } },
  ],
})
