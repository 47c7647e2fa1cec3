"""Which column is what, guessed by its name, in Chinese and English. Pure."""

import re
from collections.abc import Iterable, Mapping

from gongdan.rooms.imports.contract import PARTS_OF, Part, Target

_ORDERS: Mapping[Part, str] = {
    "key": "id,key,no,number,code,ticket,external id,order no,"
    "编号,单号,工单号,工单编号,序号,外部编号",
    "title": "title,subject,summary,short description,"
    "标题,主题,问题,摘要,故障现象,报修内容,工单标题",
    "description": "description,details,detail,text,notes,"
    "描述,详细描述,说明,备注,详情,问题描述,内容",
    "urgency": "urgency,priority,紧急度,紧急程度,优先级,紧急",
    "impact": "impact,影响度,影响范围,影响",
    "place": "place,location,room,site,where,地点,位置,房间,报修地点,区域",
    "tags": "tags,labels,category,标签,类别,分类",
    "due_at": "due,due at,due date,deadline,期望完成时间,截止时间,要求完成时间,期限",
    "asset": "asset,asset code,equipment,device,machine,"
    "设备,设备编号,设备编码,资产,资产编码,资产编号",
    "customer": "customer,customer code,client,company,客户,客户编码,客户编号,单位编码",
    "contact_name": "contact,contact name,contact person,caller,联系人,联系人姓名,报修人联系人",
    "contact_phone": "phone,telephone,mobile,contact phone,tel,电话,联系电话,手机,手机号,联系方式",
    "contact_email": "email,e mail,mail,contact email,邮箱,电子邮箱,联系邮箱,邮件",
    "reported_at": "reported,reported at,created,created at,opened at,date,"
    "申报时间,报修时间,创建时间,提交时间,日期",
    "reported_by": "reported by,reporter,requester,created by,申报人,报修人,提交人,创建人",
}
_PLACED: Mapping[Part, str] = {
    "latitude": "latitude,lat,纬度",
    "longitude": "longitude,lng,lon,long,经度",
}
_ASSETS: Mapping[Part, str] = {
    "code": "code,no,number,id,asset code,asset no,asset id,tag,"
    "编号,编码,设备编号,设备编码,资产编号,资产编码",
    "name": "name,asset,asset name,equipment,device,名称,设备,设备名称,资产名称,资产",
    "kind": "kind,type,category,类型,类别,分类,设备类型,设备类别,资产类别",
    "place": _ORDERS["place"] + ",安装位置,所在位置,存放地点",
    "parent": "parent,parent code,inside,part of,上级,上级编号,上级设备,所属设备,所属位置,上级位置",
    "customer": _ORDERS["customer"],
    **_PLACED,
}
_CUSTOMERS: Mapping[Part, str] = {
    "code": "code,no,number,id,customer code,customer no,customer id,account,"
    "编号,编码,客户编号,客户编码,客户代码",
    "name": "name,customer,customer name,company,client,"
    "名称,客户,客户名称,单位,单位名称,公司,公司名称",
    "contact_name": _ORDERS["contact_name"] + ",姓名,联系人员",
    "contact_phone": _ORDERS["contact_phone"] + ",手机号码,电话号码",
    "contact_email": _ORDERS["contact_email"],
    "address": "address,street,地址,联系地址,详细地址,单位地址",
    **_PLACED,
}
_NAMES: Mapping[Target, Mapping[Part, str]] = {
    "orders": _ORDERS,
    "assets": _ASSETS,
    "customers": _CUSTOMERS,
}
_PARTS: Mapping[Target, Mapping[str, Part]] = {
    target: {name: part for part in PARTS_OF[target] for name in names[part].split(",")}
    for target, names in _NAMES.items()
}


def guessed(columns: Iterable[str], target: Target = "orders") -> dict[Part, str]:
    """Return the first column of each name that is known.

    >>> guessed(["工单号", "Short_Description", "Floor"])
    {'key': '工单号', 'title': 'Short_Description'}
    >>> guessed(["设备编号", "名称", "Lat."], "assets")
    {'code': '设备编号', 'name': '名称', 'latitude': 'Lat.'}
    """
    found: dict[Part, str] = {}
    for column in columns:
        part = _PARTS[target].get(_plain(column))
        if part is not None:
            found.setdefault(part, column)
    return found


def _plain(name: str) -> str:
    """Return a name without case, marks and what stands in parentheses."""
    bare = re.sub(r"[（(【\[].*", "", name)
    return re.sub(r"[\W_]+", " ", bare).strip().lower()
