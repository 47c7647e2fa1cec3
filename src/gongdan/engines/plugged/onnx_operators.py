"""The operators that an ONNX file may use: those of the standard that only compute.

Left out on purpose: what throws dice (the same text shall always get the same answer), what
decodes pictures, what only training needs, and everything of other domains. Two of Microsoft's
are taken, because a text pipeline of scikit-learn turns into them.
Source: onnx.ai/onnx/operators, opset 26, ai.onnx.ml 5.
"""

from typing import Final

STANDARD: Final = frozenset(
    "Abs Acos Acosh Add AffineGrid And ArgMax ArgMin Asin Asinh Atan Atanh Attention AveragePool"
    " BatchNormalization BitCast BitShift BitwiseAnd BitwiseNot BitwiseOr BitwiseXor"
    " BlackmanWindow Cast CastLike Ceil Celu CenterCropPad Clip Col2Im Compress Concat"
    " ConcatFromSequence Constant ConstantOfShape Conv ConvInteger ConvTranspose Cos Cosh CumProd"
    " CumSum DFT DeformConv DepthToSpace DequantizeLinear Det Div Dropout DynamicQuantizeLinear"
    " Einsum Elu Equal Erf Exp Expand EyeLike Flatten Floor GRU Gather GatherElements GatherND"
    " Gelu Gemm GlobalAveragePool GlobalLpPool GlobalMaxPool Greater GreaterOrEqual GridSample"
    " GroupNormalization HammingWindow HannWindow HardSigmoid HardSwish Hardmax Identity If"
    " InstanceNormalization IsInf IsNaN LRN LSTM LayerNormalization LeakyRelu Less LessOrEqual"
    " LinearAttention Log LogSoftmax Loop LpNormalization LpPool MatMul MatMulInteger Max MaxPool"
    " MaxUnpool Mean MeanVarianceNormalization MelWeightMatrix Min Mish Mod Mul Neg NonZero Not"
    " OneHot Optional OptionalGetElement OptionalHasElement Or PRelu Pad Pow QLinearConv"
    " QLinearMatMul QuantizeLinear RMSNormalization RNN Range Reciprocal ReduceL1 ReduceL2"
    " ReduceLogSum ReduceLogSumExp ReduceMax ReduceMean ReduceMin ReduceProd ReduceSum"
    " ReduceSumSquare RegexFullMatch Relu Reshape Resize ReverseSequence RotaryEmbedding Round"
    " STFT Scan ScatterElements ScatterND Selu SequenceAt SequenceConstruct SequenceEmpty"
    " SequenceErase SequenceInsert SequenceLength SequenceMap Shape Shrink Sigmoid Sign Sin Sinh"
    " Size Slice Softmax Softplus Softsign SpaceToDepth Split SplitToSequence Sqrt Squeeze"
    " StringConcat StringNormalizer StringSplit Sub Sum SwiGLU Swish Tan Tanh TensorScatter"
    " TfIdfVectorizer ThresholdedRelu Tile TopK Transpose Trilu Unique Unsqueeze Where Xor".split()
)
CLASSIC: Final = frozenset(
    "ArrayFeatureExtractor Binarizer CastMap CategoryMapper DictVectorizer FeatureVectorizer"
    " Imputer LabelEncoder LinearClassifier LinearRegressor Normalizer OneHotEncoder SVMClassifier"
    " SVMRegressor Scaler TreeEnsemble TreeEnsembleClassifier TreeEnsembleRegressor"
    " ZipMap".split()
)
ALLOWED: Final = {
    "": STANDARD,
    "ai.onnx": STANDARD,
    "ai.onnx.ml": CLASSIC,
    "com.microsoft": frozenset({"Tokenizer", "MurmurHash3"}),
}
"""What may be used, by domain."""
