// Migrations by Prisma's own schema engine, from npm as WASM, through the driver adapter (ADR 0002): no native binary,
// no download, the standard `_prisma_migrations` table. `mended` works around two faults of adapter-pg 7.10.0.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import pg from 'pg'

const folder = path.resolve('prisma/migrations')
const schemaFolder = path.resolve('prisma/schema')
const engineFolder = path.resolve('node_modules/@prisma/schema-engine-wasm')

interface SchemaFile {
  path: string
  content: string
}

interface Engine {
  applyMigrations(input: object): Promise<{ appliedMigrationNames: string[] }>
  diff(input: object): Promise<{ stdout: string }>
  markMigrationRolledBack(input: object): Promise<unknown>
}

interface EngineClass {
  new: (options: object, log: () => void, adapter: unknown) => Promise<Engine>
}

let loaded: Promise<EngineClass> | undefined
/** Once per process: the glue module keeps views of the first instance's memory, a second one breaks them. */
function loadEngine(): Promise<EngineClass> {
  loaded ??= (async () => {
    const glue = await import(pathToFileURL(path.join(engineFolder, 'schema_engine_bg.js')).href)
    const bytes = readFileSync(path.join(engineFolder, 'schema_engine_bg.wasm'))
    const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': glue })
    glue.__wbg_set_wasm(instance.exports)
    ;(instance.exports as unknown as { __wbindgen_start(): void }).__wbindgen_start()
    return glue.SchemaEngine as EngineClass
  })()
  return loaded
}

function migrationsList() {
  const lock = path.join(folder, 'migration_lock.toml')
  const names = existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
        .sort()
    : []
  return {
    baseDir: folder,
    lockfile: { path: 'migration_lock.toml', content: existsSync(lock) ? readFileSync(lock, 'utf8') : null },
    shadowDbInitScript: '',
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: readFileSync(path.join(folder, name, 'migration.sql'), 'utf8') },
      },
    })),
  }
}

interface IoResult {
  fields: { dataTypeID: number }[]
}
interface MendableAdapter {
  client: { query(sql: string): Promise<unknown> }
  onError(error: unknown): void
  performIO(query: unknown): Promise<IoResult>
  queryRaw(query: unknown): Promise<{ columnTypes: number[] }>
  executeScript(sql: string): Promise<void>
}
type Opener = Record<'connect' | 'connectToShadowDb', () => Promise<MendableAdapter>>

const PG_CHAR = 18
const PG_TEXT = 25

/** `executeScript` splits at every semicolon (function bodies break), and type "char" is not deserialised. */
function mended(factory: PrismaPg): PrismaPg {
  const opener = factory as unknown as Opener
  for (const method of ['connect', 'connectToShadowDb'] as const) {
    const open = opener[method].bind(factory)
    opener[method] = async () => {
      const adapter = await open()
      const queryRaw = adapter.queryRaw
      adapter.executeScript = async (sql) => {
        try {
          await adapter.client.query(sql)
        } catch (error) {
          adapter.onError(error)
        }
      }
      adapter.queryRaw = async (query) => {
        let chars: number[] = []
        const self: MendableAdapter = Object.create(adapter)
        self.performIO = async (io) => {
          const result = await adapter.performIO(io)
          chars = result.fields.flatMap((field, i) => (field.dataTypeID === PG_CHAR ? [i] : []))
          return { ...result, fields: result.fields.map((f) => (f.dataTypeID === PG_CHAR ? { ...f, dataTypeID: PG_TEXT } : f)) }
        }
        const result = await queryRaw.call(self, query)
        for (const i of chars) result.columnTypes[i] = ColumnTypeEnum.Character
        return result
      }
      return adapter
    }
  }
  return factory
}
// else a panic of the engine shows only a TypeError
;(globalThis as { PRISMA_WASM_PANIC_REGISTRY?: object }).PRISMA_WASM_PANIC_REGISTRY = {
  set_message: (message: string) => process.stderr.write(`${message}\n`),
}

const filters = { externalTables: [], externalEnums: [] }

const schemaFiles = (): SchemaFile[] =>
  readdirSync(schemaFolder)
    .filter((name) => name.endsWith('.prisma'))
    .sort()
    .map((name) => ({ path: `prisma/schema/${name}`, content: readFileSync(path.join(schemaFolder, name), 'utf8') }))

async function engineOn(url: string): Promise<Engine> {
  const SchemaEngine = await loadEngine()
  const adapter = bindMigrationAwareSqlAdapterFactory(mended(new PrismaPg({ connectionString: url, options: '-c TimeZone=UTC -c lock_timeout=5s' })))
  return SchemaEngine.new({ datamodels: schemaFiles().map((f) => [f.path, f.content]) }, () => {}, adapter)
}

/** Applies what is missing, each migration whole or not at all; answers the names. `url` is the owner's. */
export async function applyMigrations(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('CREATE EXTENSION IF NOT EXISTS btree_gist; CREATE EXTENSION IF NOT EXISTS pg_trgm')
  } finally {
    await client.end()
  }
  const engine = await engineOn(url)
  return (await engine.applyMigrations({ migrationsList: migrationsList(), filters })).appliedMigrationNames
}

/** SQL from the committed migrations to the schema; runs in a scratch database beside `url`, which may create databases. */
export async function diffToSchema(url: string): Promise<string> {
  const name = `climber_scratch_${process.pid}`
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  await admin.query(`DROP DATABASE IF EXISTS ${name}`)
  await admin.query(`CREATE DATABASE ${name}`)
  const scratch = new URL(url)
  scratch.pathname = `/${name}`
  try {
    const prepare = new pg.Client({ connectionString: scratch.href })
    await prepare.connect()
    await prepare.query('CREATE EXTENSION IF NOT EXISTS btree_gist; CREATE EXTENSION IF NOT EXISTS pg_trgm')
    await prepare.end()
    const engine = await engineOn(scratch.href)
    const list = migrationsList()
    const from = list.migrationDirectories.length > 0 ? { tag: 'migrations', ...list } : { tag: 'empty' }
    const { stdout } = await engine.diff({ from, to: { tag: 'schemaDatamodel', files: schemaFiles() }, script: true, exitCode: null, filters })
    return stdout
  } finally {
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    await admin.end()
  }
}

const isEmptyDiff = (sql: string) => sql.trim() === '' || sql.trim() === '-- This is an empty migration.'

async function main(command: string | undefined, argument: string | undefined) {
  const url = process.env.OWNER_DATABASE_URL ?? process.env.DATABASE_URL
  if (!url) throw new Error('OWNER_DATABASE_URL is not set')
  if (command === 'apply') return (await applyMigrations(url)).join('\n')
  if (command === 'rolled-back' && argument) {
    await (await engineOn(url)).markMigrationRolledBack({ migrationName: argument })
    return `${argument}: rolled back`
  }
  const sql = await diffToSchema(url)
  if (command === 'check') {
    if (!isEmptyDiff(sql)) throw new Error(`schema and migrations differ:\n${sql}`)
    return 'schema and migrations agree'
  }
  if (command === 'new' && argument) {
    const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
    const target = path.join(folder, `${stamp}_${argument}`)
    mkdirSync(target, { recursive: true })
    writeFileSync(path.join(target, 'migration.sql'), sql)
    return target
  }
  throw new Error('usage: migrate apply | check | new NAME | rolled-back NAME')
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  // the adapter's idle pool would keep the process for ten more seconds: leave when the answer is written
  main(process.argv[2], process.argv[3]).then(
    (text) => process.stdout.write(`${text}\n`, () => process.exit(0)),
    (error: unknown) => process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`, () => process.exit(1)),
  )
}
