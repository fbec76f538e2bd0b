import { OpenAPIRegistry, OpenApiGeneratorV31 } from '@asteasolutions/zod-to-openapi'
import { z } from 'zod'
import { answersSchema } from '@/lib/foundation/programme/model/answers'
import { publishedDrawSchema } from './_draws-schema'
import { noticeListQuerySchema, noticeListSchema, noticeSchema } from './_notices-schema'
import {
  caseQuerySchema,
  dueQuerySchema,
  dueSchema,
  eligibilitySchema,
  measureListSchema,
  problemSchema,
  publicCaseSchema,
  statsSchema,
  verificationSchema,
  verifyQuerySchema,
} from './_schemas'

const said: Readonly<Record<number, string>> = {
  304: '没有变化',
  400: '参数不对，errors 里写明是哪个',
  404: '没有找到；编号不对和尾号不对回答一样',
  405: '这个地址不支持这种方法',
  413: '正文超过 16 KB',
  415: '正文要是 application/json',
  422: '规则不允许',
  429: '太频繁了，见 Retry-After',
}

function answers(schema: z.ZodType, description: string, others: readonly number[]) {
  const problem = (status: number) => [
    status,
    status === 304 ? { description: said[304] ?? '' } : { description: said[status] ?? '', content: { 'application/problem+json': { schema: problemSchema } } },
  ]
  return { 200: { description, content: { 'application/json': { schema } } }, ...Object.fromEntries(others.map(problem)) }
}

function registry(): OpenAPIRegistry {
  const paths = new OpenAPIRegistry()
  paths.registerPath({ method: 'get', path: '/stats', summary: '公开数字', responses: answers(statsSchema, '此刻从数据行算出的数', [304, 400, 405]) })
  paths.registerPath({
    method: 'get',
    path: '/measures',
    summary: '扶持举措',
    responses: answers(measureListSchema, '条件、材料、流程、承诺', [304, 400, 405]),
  })
  paths.registerPath({
    method: 'post',
    path: '/eligibility',
    summary: '能申请什么',
    description: '不用登录，不用 Origin。没有回答的是 unknown；teamSize、holdsDesks、openClawback、banned、amountFen 不填时按第一次申请算，结果里标 assumed。',
    request: { body: { required: true, content: { 'application/json': { schema: answersSchema } } } },
    responses: answers(eligibilitySchema, '每项举措、每个条件的结果', [400, 405, 413, 415]),
  })
  paths.registerPath({
    method: 'get',
    path: '/cases/{caseNo}',
    summary: '凭编号和手机尾号查办件',
    request: { params: z.object({ caseNo: z.string() }), query: caseQuerySchema },
    responses: answers(publicCaseSchema, '对外的状态、下一步和日期', [400, 404, 405, 429]),
  })
  paths.registerPath({
    method: 'get',
    path: '/calendar/due',
    summary: '第 n 个工作日是哪天',
    description: '那一年的放假安排还没公布时回答 422 calendar.year_not_published；加 provisional=true 给暂定的日期。',
    request: { query: dueQuerySchema },
    responses: answers(dueSchema, '到期日和跳过的日子', [304, 400, 405, 422]),
  })
  paths.registerPath({
    method: 'get',
    path: '/draws/{id}',
    summary: '公布了的摇号',
    description: '没有公布的、不对外公开的和不存在的回答一样。',
    request: { params: z.object({ id: z.string() }) },
    responses: answers(publishedDrawSchema, '封条、公共数、密钥和排好的名单，够任何人重算', [304, 400, 404, 405]),
  })
  paths.registerPath({
    method: 'get',
    path: '/documents/{number}/verify',
    summary: '核对文书真伪',
    description: '每次查询都留记录。编号没有和核对码不对回答一样：genuine 为 false。',
    request: { params: z.object({ number: z.string() }), query: verifyQuerySchema },
    responses: answers(verificationSchema, '真或假；真的给出种类、日期、遮住的持有人和指纹', [400, 405, 429]),
  })
  paths.registerPath({
    method: 'get',
    path: '/notices',
    summary: '正在公示的名单',
    description: '姓名遮住中间；公示期过了，名单从这里消失。',
    request: { query: noticeListQuerySchema },
    responses: answers(noticeListSchema, '一页公示', [304, 400, 405]),
  })
  paths.registerPath({
    method: 'get',
    path: '/notices/{id}',
    summary: '一份公示',
    description: '公示期过了只有编号、标题和结果，没有名单。',
    request: { params: z.object({ id: z.string() }) },
    responses: answers(noticeSchema, '公示的全部内容', [304, 400, 404, 405]),
  })
  paths.registerPath({
    method: 'get',
    path: '/openapi.json',
    summary: '接口说明',
    responses: answers(z.record(z.string(), z.unknown()), '这份说明', [304, 400, 405]),
  })
  return paths
}

/** The description of the API, from the same schemas that the handlers parse with. */
export function openApiDocument() {
  const { definitions } = registry()
  return new OpenApiGeneratorV31(definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: '攀登者公开接口',
      version: '1.0.0',
      description:
        'JSON，UTF-8，字段驼峰。钱是整数分（…Fen），日期 YYYY-MM-DD（Asia/Shanghai），时刻 ISO 8601 带时区。同名参数只认第一个；不认识的参数和超出范围的值回答 400 并写明是哪个。',
    },
    servers: [{ url: '/api/v1' }],
  })
}
