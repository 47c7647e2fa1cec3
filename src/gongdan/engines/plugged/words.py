"""Verdicts in words: what was found, what was kept, what to do next; English and Chinese."""

from typing import Final

from msgspec import Struct

from gongdan.engines.plugged.manifest import Runtime
from gongdan.engines.plugged.report import EXTRAS, Report


class _Words(Struct, frozen=True):
    en: str
    zh: str


_KEPT: Final = (" The file is kept; nothing asks it.", "文件已保留，但不会被使用。")
WORDS: Final[dict[str, _Words]] = {
    "passed": _Words(
        "It answers every sample with something that makes sense, in {ms} ms, with {mb} MB.",
        "所有样例都得到了合理的回答，用时 {ms} 毫秒，占用内存 {mb} MB。",
    ),
    "runtime_missing": _Words(
        "This installation can't run such files: the extra gongdan[{extra}] is not installed. "
        "Ask whoever runs it to install the extra, then check again.",
        "本系统无法运行这类文件：未安装扩展 gongdan[{extra}]。请运维人员安装后再检查一次。",
    ),
    "no_walls": _Words(
        "This machine can't shut a model off from files and network, so it was not started.",
        "本机无法把模型与文件和网络隔离，因此没有启动它。",
    ),
    "empty": _Words("The file is empty.", "文件是空的。"),
    "too_large": _Words(
        "The file has more than 100 MB. Make it smaller: fewer features, or 8-bit weights.",
        "文件超过 100 MB。请缩小：减少特征，或使用 8 位权重。",
    ),
    "not_onnx": _Words(
        "These bytes are no ONNX model (a pickle with another ending is none either). "
        "Export it again.",
        "这不是 ONNX 模型（改了扩展名的 pickle 也不行）。请重新导出。",
    ),
    "not_litert": _Words(
        "These bytes are no LiteRT model (.tflite).", "这不是 LiteRT 模型（.tflite）。"
    ),
    "not_executorch": _Words(
        "These bytes are no ExecuTorch program (.pte) with a method “forward”. A plain PyTorch "
        "file is a pickle and is never taken.",
        "这不是带 forward 方法的 ExecuTorch 程序（.pte）。普通 PyTorch 文件是 pickle，一律不收。",
    ),
    "not_skops": _Words(
        "These bytes are no skops file. Pickle and joblib run code when they are opened and are "
        "never taken: write it with skops.io.dump.",
        "这不是 skops 文件。pickle 和 joblib 打开时会执行代码，一律不收：请用 skops.io.dump 保存。",
    ),
    "operator_not_allowed": _Words(
        "It uses the operator {detail}, which is not on our list: only standard operators that "
        "compute are taken.",
        "它使用了不在清单中的算子 {detail}：只接受标准的计算算子。",
    ),
    "other_files": _Words(
        "Its weights lie in another file. Save it as one file.",
        "权重存放在另一个文件里。请保存为单个文件。",
    ),
    "too_many_nodes": _Words("It is too large or nests too deep.", "模型过大或嵌套过深。"),
    "type_not_allowed": _Words(
        "It holds the type {detail}, which is not on our list of harmless ones.",
        "它包含不在安全清单中的类型 {detail}。",
    ),
    "bomb": _Words(
        "It unpacks to far more than its size, or never ends: refused.",
        "解压后远大于文件本身或无法结束：已拒绝。",
    ),
    "locale_missing": _Words(
        "It wants a language setting that is not here. With skl2onnx: lowercase=False, or the "
        "option locale “C”.",
        "它需要本机没有的语言环境。使用 skl2onnx 时请设 lowercase=False，或选项 locale 为 “C”。",
    ),
    "busy": _Words(
        "It is being started, or others are asked first. Ask again in a moment.",
        "模型正在启动或正忙，请稍后再问。",
    ),
    "timeout": _Words(
        "It did not answer in time ({detail}) and was ended.",
        "它没有在规定时间内回答（{detail}），已终止。",
    ),
    "memory": _Words(
        "It wanted more memory than a model may have.",
        "它需要的内存超过了模型可用的上限。",
    ),
    "died": _Words("Its process ended while it was asked.", "回答过程中它的进程结束了。"),
    "file_gone": _Words("The file is gone. Upload it again.", "文件已不存在，请重新上传。"),
    "failed": _Words("Its runtime refused: {detail}", "运行时拒绝执行：{detail}"),
    "input_unfit": _Words(
        "It wants another input than the manifest says: {detail}.",
        "模型要求的输入与说明不符：{detail}。",
    ),
    "no_answer": _Words(
        "There is no such output, or it says far too much: {detail}. Name the output with the "
        "probabilities under output.scores.",
        "没有找到输出，或输出过多：{detail}。请在 output.scores 中写明概率输出的名称。",
    ),
    "not_finite": _Words(
        "It answered with something that is no number (NaN or infinite) for: {detail}",
        "对以下样例的回答不是有效数字（NaN 或无穷大）：{detail}",
    ),
    "not_probabilities": _Words(
        "Its scores are no probabilities (0 to 1, sum at most 1). Put a softmax at its end. "
        "Sample: {detail}",
        "它的输出不是概率（0 到 1，总和不超过 1）。请在末尾加 softmax。样例：{detail}",
    ),
    "label_unknown": _Words(
        "It says a label that the manifest maps to no category: {detail}",
        "它给出了说明中没有对应类别的标签：{detail}",
    ),
    "classes_unfit": _Words(
        "It gives another number of scores than there are labels. Write output.classes in the "
        "order of its scores. ({detail})",
        "分数个数与标签个数不一致。请按分数顺序填写 output.classes。（{detail}）",
    ),
    "not_repeatable": _Words(
        "Asked twice, it answers differently. A model that throws dice can't be checked.",
        "同样的问题两次回答不同。带随机性的模型无法检查。",
    ),
    "samples_wrong": _Words(
        "It does not say of its own samples what the manifest expects: {detail}. Mostly the input "
        "is made otherwise than in training.",
        "对自带样例的回答与说明不符：{detail}。多半是输入的做法与训练时不同。",
    ),
    "too_slow": _Words(
        "It takes {detail} for an answer; 250 ms are allowed, because people wait.",
        "每次回答用时 {detail}；因为有人在等，上限为 250 毫秒。",
    ),
}
"""By the code of a report."""


def words(report: Report, runtime: Runtime) -> dict[str, str]:
    """Return a verdict in words, by language."""
    told = {
        "detail": report.detail or "–",
        "extra": EXTRAS[runtime],
        "ms": f"{report.ms:.1f}",
        "mb": f"{report.memory / 1e6:.0f}" if report.memory >= 1_000_000 else "<1",
    }
    kept = ("", "") if report.passed else _KEPT
    said = WORDS.get(report.code, WORDS["failed"])
    return {"en": said.en.format(**told) + kept[0], "zh": said.zh.format(**told) + kept[1]}
