"""The answer key of the sample county: what must be found on 30 June 2025, and at which cell.

Written by hand from the faults and the regulation, not taken from the program. `OPEN` is complete: whatever else comes
out as 错误, 需例外审批 or 待核 is a false alarm. `HINTS` are those the faults must give; there may be others.
"""

E, W, U, H, OK = "错误", "需例外审批", "待核", "提示", "已批例外"

OPEN = {
    # The county's own parameters: no standard before July 2022, two standards from one day, a value that means nothing.
    ("参数", "B14", "P2", U),
    ("参数", "C16", "P2", E),
    ("参数", "B12", "K16", E),
    # Villages: more posts than Article 4 allows, or a head count that does not decide.
    ("嘎查村", "K2", "Q4", E),  # 青榆村: 450 people, 3 in post
    ("嘎查村", "F12", "Q1", U),  # 银杏社区: 28 or 31 people
    ("嘎查村", "G15", "Q9", U),  # 白柳村: counted on no known day
    ("嘎查村", "K30", "Q5", E),  # 银枫村: 4 in post
    ("嘎查村", "K48", "Q3", W),  # 银麦村: 150 people, 2 in post
    ("嘎查村", "K52", "Q3", OK),  # 红荞村: 180 people, 2 in post, approved
    ("嘎查村", "K58", "Q6b", W),  # 萨仁塔拉嘎查: exactly 200 people, 2 in post
    ("嘎查村", "K91", "Q2", E),  # 托娅淖尔嘎查: 25 people, 1 in post
    # 唐海峰: two training days that are none.
    ("培训", "C10", "K12", E),
    ("培训", "C11", "K12", U),
    # 徐凤霞: sex unlike the ID, 17 figures in 培训, paid in cash.
    ("花名册", "E6", "K5", U),
    ("培训", "B24", "K1", E),
    ("发放", "J10", "P10", E),
    # 乌云: no such nationality, unable to work by the record.
    ("花名册", "F9", "K11", U),
    ("花名册", "AL9", "E10", U),
    # 萨仁·巴图: birth unlike the ID, 32 July in 培训, no form of notice, paid in May from “other” money without basis.
    ("花名册", "G13", "K4", U),
    ("培训", "B45", "K3", E),
    ("选聘程序", "F13", "S1", U),
    ("发放", "I23", "P9", U),
    # 张宝山: ID as a number in 培训, unable to use a computer, no written application, bare 村集体经济, April above class.
    ("培训", "B47", "K7", E),
    ("选聘程序", "O14", "E5", E),
    ("选聘程序", "H14", "S2", E),
    ("花名册", "U14", "P7", U),
    ("发放", "H24", "P3", E),
    # 李永强: agreement ended in May, April does not add up, May beyond the cent.
    ("花名册", "AD16", "A12", E),
    ("发放", "H28", "P14", E),
    ("发放", "D29", "P14", E),
    ("发放", "E29", "P14", E),
    # 宝力德·巴图: wrong check character, copied into every sheet; so the age is open.
    ("花名册", "H17", "K2", E),
    ("花名册", "H17", "E2", U),
    ("花名册", "H17", "E3", U),
    ("选聘程序", "B17", "K2", E),
    ("协议台账", "C27", "K2", E),
    ("培训", "B55", "K2", E),
    ("培训", "B56", "K2", E),
    ("发放", "C30", "K2", E),
    ("发放", "C31", "K2", E),
    # 谢继业: from another village, found unfit, filed nine days after the beginning.
    ("花名册", "J18", "E1", E),
    ("选聘程序", "J18", "S3", E),
    ("选聘程序", "AA18", "S9", E),
    ("花名册", "AC18", "A7", E),
    # 曹明亮, a replacement: no farmer, no day of the council.
    ("花名册", "L20", "E1b", E),
    ("选聘程序", "P20", "S4", U),
    ("选聘程序", "AH20", "S12", U),
    # 哈斯·莎林: 17 years old, voted down, paid from solar income without being poor (June as agreed, April and May paid).
    ("花名册", "G21", "E2", E),
    ("选聘程序", "Q21", "S4", E),
    ("花名册", "M21", "P6", E),
    ("发放", "I36", "P6", E),
    ("发放", "I37", "P6", E),
    # 敖登·高娃: 56 years old, refused by the township, agreement until 28 February 2026.
    ("花名册", "G23", "E3", W),
    ("选聘程序", "X23", "S6", E),
    ("花名册", "AD23", "Y2", W),
    # 吴明亮: 57 years old, approved; paid in April from solar income before the post was a public-welfare post.
    ("花名册", "G24", "E3", OK),
    ("发放", "I42", "P5", E),
    # 敖登·娜仁: renewed without skill, and paid in April without an agreement.
    ("花名册", "AE26", "A10", E),
    ("花名册", "AC26", "A5", E),
    ("发放", "H46", "P12", E),
    # 宝力德·巴雅尔: primary school, one condition not judged, four days of notice, a traffic allowance.
    ("花名册", "I28", "E4", E),
    ("选聘程序", "L28", "E5", U),
    ("选聘程序", "V28", "S5", E),
    ("发放", "F50", "P4", E),
    # 斯琴·孟和: no schooling entered, two objections without result, attendance in words.
    ("花名册", "I29", "E4", U),
    ("选聘程序", "AE29", "S10", U),
    ("发放", "M52", "K15", U),
    # 吴淑珍: another party, another's number, a year and five days, sources that make 1200 of 1300 yuan.
    ("花名册", "P30", "A8", E),
    ("花名册", "AA30", "A9", E),
    ("花名册", "AD30", "A3", E),
    ("花名册", "U30", "P8", E),
    # 乌云·青格乐: 1800 yuan, 100 above the subsidy and 300 above the class (June as agreed, April and May paid).
    ("花名册", "T31", "P1", W),
    ("花名册", "T31", "P3", E),
    ("发放", "H56", "P1", W),
    ("发放", "H56", "P3", E),
    ("发放", "H57", "P1", W),
    ("发放", "H57", "P3", E),
    # 赛音·苏和: a second post, under a second agreement, without a selection.
    ("花名册", "C34", "E7", E),
    ("花名册", "C110", "E7", E),
    ("花名册", "AC110", "A4", E),
    ("花名册", "D110", "S8", U),
    # 唐丽华: last year's agreement ran into January, 基本合格, no longer 监测对象 while paid from restricted money.
    ("花名册", "AC36", "A4", E),
    ("花名册", "AE36", "A10", U),
    ("花名册", "M36", "P6", U),
    ("发放", "I64", "P6", U),
    ("发放", "I65", "P6", U),
    # 刘铁柱: the village's old name, evaluated twice, another's account, paid twice for May and so above class and subsidy.
    ("花名册", "C41", "Q10", U),
    ("花名册", "C41", "E1", U),
    ("考核", "B30", "K6", E),
    ("考核", "B93", "K6", E),
    ("发放", "K74", "P11", U),
    ("发放", "H75", "P1", W),
    ("发放", "H75", "P3", E),
    ("发放", "H209", "P13", E),  # both items
    # 王福来: no agreement, four days of notice in the township.
    ("花名册", "AA53", "A1", E),
    ("选聘程序", "Z53", "S7", E),
    # 赵向东: paid for June 2022, before the post; next year's agreement, after the regulation has lapsed.
    ("发放", "H208", "P12", E),
    ("协议台账", "G175", "Y1", E),
    # 张金花, who left: the change was never filed. 何建国, who applied: not filed.
    ("选聘程序", "AG7", "S11", U),
    ("选聘程序", "AA110", "S8", U),
}

HINTS = {
    ("参数", "A13", "K16", H),  # a name nobody reads
    ("嘎查村", "", "K13", H),  # one blank and one total row
    ("嘎查村", "F14", "Q1", H),
    ("嘎查村", "G18", "Q9", H),  # counted 212 days ago
    ("嘎查村", "I88", "Q6", H),  # 萨仁淖尔嘎查: exactly 200
    ("嘎查村", "I58", "Q6", H),
    ("嘎查村", "L71", "Q7", H),  # 托娅布拉格嘎查: 3 posts, 2 filled
    ("嘎查村", "H73", "Q7b", H),  # 娜荷芽布拉格嘎查: 53 people, no post
    ("嘎查村", "H2", "Q8", H),
    ("花名册", "O3", "K8", H),
    ("花名册", "Y6", "K9", H),
    ("花名册", "D9", "K10", H),
    ("培训", "B31", "K1", H),  # 15 figures
    ("花名册", "H18", "K14", H),
    ("花名册", "G31", "E3b", H),  # 56 on 5 June 2025
    ("花名册", "AK29", "E4b", H),
    ("选聘程序", "AI110", "E6", H),
    ("选聘程序", "T21", "S4b", H),
    ("选聘程序", "AG19", "S11", H),
    ("选聘程序", "AA98", "S13", H),
    ("花名册", "AD9", "A3", H),  # one day too long
    ("花名册", "AD16", "A3b", H),
    ("花名册", "AB3", "A6", H),
    ("花名册", "AD31", "A11", H),
    ("发放", "H25", "P3", H),
    ("发放", "K22", "P11", H),
    ("协议台账", "G176", "Y3", H),
}

# Rules of K, Q, E, S, A, P and Y that this workbook on this day cannot break, and why.
ELSEWHERE = {
    "A2": "is asked of a Word template",
    "Y4": "needs a day no pack covers: see test_sample.py",
    "S0": "the county has its plan",
    "E8": "off by default",
    "E9": "off by default",
    "E11": "off by default",
    "P15": "off by default",
}
