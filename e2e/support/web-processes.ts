// The built web processes alone, on a port of their own and the database of the app under test.
import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { appDatabaseUrl, dataDir, installedSecret } from './app-database'

export const serverFile = path.resolve('.next/standalone/server.js')
const secrets = ['AUTH_SECRET', 'PII_KEY', 'BLIND_INDEX_KEY', 'NEXT_SERVER_ACTIONS_ENCRYPTION_KEY']

/** Waits until they listen; the caller ends them. `more`: settings that differ from the demo's. */
export async function startWebProcesses(port: number, more: Readonly<Record<string, string>> = {}): Promise<ChildProcess> {
  const env = {
    ...process.env,
    ...Object.fromEntries(secrets.map((name) => [name, installedSecret(name)])),
    NODE_ENV: 'production' as const,
    APP_ENV: 'demo',
    HOST: '127.0.0.1',
    PORT: String(port),
    DATABASE_URL: appDatabaseUrl(),
    DATA_DIR: dataDir,
    CACHE_TAG_DIR: path.join(dataDir, 'tags'),
    NEXTAUTH_URL: `http://127.0.0.1:${port}`,
    SERVER_JS: serverFile,
    LOG_LEVEL: 'warn',
    ...more,
  }
  const child = spawn(process.execPath, ['lib/entry/web.mjs'], { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  await new Promise<void>((done, fail) => {
    child.once('message', () => done())
    child.once('exit', (code) => fail(new Error(`web did not start (${code})`)))
  })
  return child
}
