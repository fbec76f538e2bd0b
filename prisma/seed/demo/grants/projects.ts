// What twelve teams of the zone write when they ask for 项目资助. The ventures are those of the ledger; everything said of
// them here is invented.
export interface GrantProject {
  /** Name of the venture in the ledger. */
  readonly venture: string
  readonly field: string
  readonly oneLine: string
  readonly problem: string
  readonly approach: string
  readonly evidence: string
  readonly customers: string
  readonly unsolved: string
  readonly askYuan: number
  readonly use: string
  readonly milestones: readonly { readonly title: string; readonly evidence: string; readonly months: number }[]
}

export const grantProjects: readonly GrantProject[] = [
  {
    venture: '石榴籽民族服饰定制',
    field: '文化创意',
    oneLine: '把湘西、通道的织锦手艺做成城里年轻人日常能穿的衣服',
    problem: '手艺人一件绣片做十天，卖不出去；城里的年轻人想穿，又嫌版型老、等得久。',
    approach: '客户在小程序上选纹样、量体、看打样进度，我们把绣片和成衣拆成两道工序，手艺人只做绣片，按件计酬、当周结算。',
    evidence: '去年定制 612 件，退换率 3%，复购 31%，平均交付从 26 天缩到 15 天。',
    customers: '已经和两家文旅景区签了联名，三个月的订单排满；单件均价 780 元，毛利 41%。',
    unsolved: '量体误差还有 5% 左右，肩宽最难；打算做一套拍照量体，再招一位版师。',
    askYuan: 180_000,
    use: '拍照量体系统 70,000 元；版师半年工资 60,000 元；绣片样品 50,000 元',
    milestones: [
      { title: '拍照量体上线，误差降到 2% 以内', evidence: '200 位客户的量体对照表', months: 4 },
      { title: '签约手艺人 40 位，当周结算率 95%', evidence: '结算记录和 5 位手艺人的回访', months: 9 },
    ],
  },
  {
    venture: '鹭岛水质小卫士',
    field: '智慧水利',
    oneLine: '给乡镇水厂用的太阳能水质浮标，一小时报一次数',
    problem: '乡镇水厂一周人工取一次水，藻华来了要三四天才知道。',
    approach: '浮标用太阳能供电，测浊度、叶绿素和溶解氧，数据走窄带物联网，异常时十分钟报一次。',
    evidence: '在两座水库挂了 7 个月，和实验室比对 188 组，叶绿素误差 8.6%，比人工早发现藻华 61 小时。',
    customers: '三个乡镇水厂试用，两家愿意按每月 900 元付服务费。',
    unsolved: '探头两个月就会长藻，要人去擦；在试超声自洁，耗电还偏高。',
    askYuan: 150_000,
    use: '自洁探头开模 80,000 元；10 套浮标 50,000 元；第三方检测 20,000 元',
    milestones: [
      { title: '自洁探头连续 120 天免擦洗', evidence: '现场照片和逐日数据', months: 5 },
      { title: '第三方检测合格，付费水厂 6 家', evidence: '检测报告和合同', months: 10 },
    ],
  },
  {
    venture: '云裳面料循环',
    field: '循环经济',
    oneLine: '把旧校服变成新书包面料，每一米都能查到从哪来',
    problem: '一所中学每年扔掉两吨旧校服，焚烧一吨要花 400 元。',
    approach: '按成分分拣、开松、再纺，面料背面织入批次码，学校扫码能看到自己的校服变成了什么。',
    evidence: '已收 31 所学校 46 吨，分拣准确率 97%，再生纱强度达到原纱的 82%。',
    customers: '两家书包厂按每米 11 元采购，比同类面料贵 6%，退货为零。',
    unsolved: '涤棉混纺的还分不干净，只能做填充料；在试近红外分拣。',
    askYuan: 250_000,
    use: '近红外分拣设备 160,000 元；两条开松线改造 60,000 元；检测 30,000 元',
    milestones: [
      { title: '混纺分拣准确率 95%', evidence: '1,000 件抽检记录', months: 5 },
      { title: '月处理 20 吨，卖出 8,000 米', evidence: '出入库台账和销售发票', months: 11 },
    ],
  },
  {
    venture: '归雁养老陪诊',
    field: '现代服务',
    oneLine: '帮异地上班的子女，陪老人把一次门诊从挂号走到拿药',
    problem: '三甲医院一次复诊平均跑七个窗口，七十岁以上的老人一半要人陪。',
    approach: '陪诊员按统一的十二步清单走，每一步拍照回传，医嘱当天整理成大字版交给老人和子女。',
    evidence: '十个月陪诊 1,306 次，投诉 2 次，医嘱漏记 0 次。',
    customers: '每次 168 元，42% 是同一家人第二次下单；两个社区按年买服务。',
    unsolved: '周一早上的单子排不开，要有兼职的护理专业学生，培训要两周。',
    askYuan: 80_000,
    use: '培训教室和教具 30,000 元；40 位兼职陪诊员培训补贴 36,000 元；大字版医嘱软件 14,000 元',
    milestones: [
      { title: '40 位陪诊员结业', evidence: '签到、考核成绩', months: 3 },
      { title: '周一早高峰接单率 95%', evidence: '三个月的订单记录', months: 7 },
    ],
  },
  {
    venture: '铸砂再生快检',
    field: '先进材料',
    oneLine: '铸造厂的旧砂，十分钟测出还能不能再用',
    problem: '铸造厂靠老师傅捏砂子定去留，多扔一吨新砂 260 元，少扔一吨一炉件报废。',
    approach: '热失重加图像两路一起判，便携箱里跑完，出「用、拌、扔」三个结果。',
    evidence: '在三家铸造厂测了 940 个样，和实验室一致率 96.4%，每个样 9 分钟、成本 3 元。',
    customers: '两家厂已付定金各 20,000 元，按省下的新砂分成 15%。',
    unsolved: '树脂砂和水玻璃砂混在一起的样，一致率只有 88%。',
    askYuan: 300_000,
    use: '便携箱第二版 20 台 180,000 元；混合砂标定 70,000 元；计量检定 50,000 元',
    milestones: [
      { title: '混合砂一致率 95%', evidence: '300 个盲样的第三方对照', months: 6 },
      { title: '10 家铸造厂付费', evidence: '合同和到账记录', months: 12 },
    ],
  },
  {
    venture: '麦芒碳计量',
    field: '绿色低碳',
    oneLine: '中小工厂三天拿到能交给客户的产品碳足迹报告',
    problem: '外贸客户要产品碳足迹，咨询公司报价六万起、等两个月，小厂做不起。',
    approach: '把铸件、注塑、线束三类产品做成模板，电表和采购单直接导入，缺的数据给出保守值并写明。',
    evidence: '做了 27 份报告，其中 5 份请第三方核过，偏差最大 6.1%。',
    customers: '每份 4,800 元，已有 19 家付费，4 家续签。',
    unsolved: '上游钢材的数据各家不一样，现在只能用全国平均。',
    askYuan: 120_000,
    use: '数据库采购 60,000 元；第三方核查 10 份 40,000 元；开发 20,000 元',
    milestones: [
      { title: '三类模板通过第三方核查', evidence: '核查意见书', months: 4 },
      { title: '累计 60 份报告', evidence: '报告目录', months: 9 },
    ],
  },
  {
    venture: '星垂实验排课',
    field: '教育科技',
    oneLine: '让三所学校共用一间物理实验室，课表自己排好',
    problem: '县里的中学实验室一周只用九节课，邻校却没有实验室。',
    approach: '把老师、器材、校车、学生课表放在一起求解，一次排出三所学校一学期的实验课。',
    evidence: '试点一学期，实验开出率从 38% 到 91%，校车空跑减少 44%。',
    customers: '两个县教育局在走采购，每县每年 60,000 元。',
    unsolved: '临时调课要重排全表，老师等两分钟；想改成只动受影响的部分。',
    askYuan: 100_000,
    use: '求解优化 60,000 元；三个县驻点实施 40,000 元',
    milestones: [
      { title: '临时调课十秒内给方案', evidence: '100 次调课记录', months: 4 },
      { title: '签两个县', evidence: '两个县的采购合同', months: 8 },
    ],
  },
  {
    venture: '赤狐竞技无人车',
    field: '特种机器人',
    oneLine: '高校比赛用的模块化无人车，坏一块换一块',
    problem: '学生参赛一辆车两万，撞坏一次修三周，错过联调。',
    approach: '底盘、云台、供电分成九块，接口统一，赛场上三分钟换完。',
    evidence: '给 14 所高校供过 52 辆，平均修复时间从 19 天到 6 分钟。',
    customers: '今年意向 80 辆，单价 13,800 元。',
    unsolved: '减速箱寿命只有 60 小时，正在换粉末冶金齿轮。',
    askYuan: 200_000,
    use: '齿轮开模 90,000 元；寿命试验台 60,000 元；备件库 50,000 元',
    milestones: [
      { title: '减速箱寿命 200 小时', evidence: '试验台原始数据', months: 5 },
      { title: '交付 80 辆', evidence: '逐台的发货单', months: 10 },
    ],
  },
  {
    venture: '听风风机叶片声纹',
    field: '机电装备',
    oneLine: '听风机叶片的声音，提前一个月知道哪片开裂',
    problem: '叶片裂纹靠人吊上去看，一台风机停两天，少发 4 万度电。',
    approach: '塔筒上装三个麦克风，扣掉风噪，比对三片叶子的差别。',
    evidence: '在 11 台风机上装了 8 个月，报出 3 处裂纹，吊检全部确认，误报 1 次。',
    customers: '一家风电运维公司愿意按每台每年 6,000 元买。',
    unsolved: '大雨的时候听不清，占全年 7% 的时间。',
    askYuan: 150_000,
    use: '30 套采集器 90,000 元；雨噪算法 40,000 元；吊检对照 20,000 元',
    milestones: [
      { title: '雨天可用时间达到 97%', evidence: '逐时可用率', months: 6 },
      { title: '装到 40 台', evidence: '安装验收单', months: 11 },
    ],
  },
  {
    venture: '流萤井盖监测',
    field: '物联网',
    oneLine: '井盖翘了、水满了，三分钟内有人知道',
    problem: '全市十九万个井盖，巡检一遍要四个月。',
    approach: '井盖下放一枚硬币大小的倾角和水位传感器，电池用五年。',
    evidence: '两条街装了 600 枚，一年报警 47 次，真 44 次。',
    customers: '一个城管大队试用，明年预算已列 300 枚。',
    unsolved: '积水泡久了信号差，要把天线改到井圈上。',
    askYuan: 100_000,
    use: '天线改版 40,000 元；1,000 枚物料 60,000 元',
    milestones: [
      { title: '泡水 30 天信号不掉线', evidence: '泡水试验记录', months: 4 },
      { title: '装到 1,500 枚', evidence: '安装清单', months: 9 },
    ],
  },
  {
    venture: '小满智慧育秧',
    field: '智慧农业',
    oneLine: '育秧棚自己调温调水，一个人管二十个棚',
    problem: '早稻育秧十五天，一夜低温就烂秧，一个棚损失 8,000 元。',
    approach: '棚里的温湿度和秧苗照片一起判断，卷膜、补水自动做，夜里有事打电话。',
    evidence: '去年管了 36 个棚，烂秧率从 7.5% 到 1.2%，用工减少六成。',
    customers: '四个合作社按每棚每季 320 元付费。',
    unsolved: '断电断网的时候只能靠人，打算加一块能撑 10 小时的电池。',
    askYuan: 200_000,
    use: '控制箱第二版 120,000 元；电池 50,000 元；合作社培训 30,000 元',
    milestones: [
      { title: '断网断电 10 小时不掉控', evidence: '10 个棚的实测', months: 5 },
      { title: '管到 120 个棚', evidence: '服务合同', months: 10 },
    ],
  },
  {
    venture: '轨迹云叉车调度',
    field: '数字经济',
    oneLine: '老叉车不用换，贴一个盒子就能统一派活',
    problem: '中型仓库十几台叉车靠对讲机喊，空驶一半。',
    approach: '盒子里是惯导和超宽带定位，手机派单，按路上的拥堵实时改派。',
    evidence: '两个仓库用了半年，空驶率从 49% 到 27%，碰撞少了八成。',
    customers: '每台每月 180 元，五个仓库在用，一家主动加装。',
    unsolved: '高货架里面定位漂移到两米，想加地面二维码。',
    askYuan: 150_000,
    use: '盒子第三版 80,000 元；地标方案 40,000 元；驻场 30,000 元',
    milestones: [
      { title: '货架内定位误差 30 厘米', evidence: '500 个点的实测', months: 5 },
      { title: '装到 150 台', evidence: '安装清单和账单', months: 10 },
    ],
  },
]
