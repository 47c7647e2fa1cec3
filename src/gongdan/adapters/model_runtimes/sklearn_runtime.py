"""scikit-learn in the skops format (extra `gongdan[sklearn-models]`): no pickle, a closed list.

A skops file is a ZIP with `schema.json`, which names the type of each part, and arrays. Each name
is looked up in `TYPES` before anything is made; then skops checks by its own list as well. An
array that would need pickle is not read (`allow_pickle=False` in skops).
"""

import codecs
import importlib
import io
import json
import zipfile
from collections.abc import Iterator
from typing import Final

import sklearn
import skops.io

from gongdan.adapters.model_runtimes.loaded import About, UnfitError, array, out
from gongdan.engines.plugged.answers import Out
from gongdan.engines.plugged.manifest import Manifest
from gongdan.engines.plugged.tensors import Tensor

MOST_PARTS, MOST_UNPACKED, MOST_RATIO = 10_000, 400_000_000, 200
_DEEPEST: Final = 100
_PLAIN: Final = (
    "builtins.dict builtins.list builtins.tuple builtins.set builtins.str builtins.int"
    " builtins.float builtins.bool builtins.slice numpy.ndarray numpy.dtype numpy.bool numpy.bool_"
    " numpy.float16 numpy.float32 numpy.float64 numpy.int8 numpy.int16 numpy.int32 numpy.int64"
    " numpy.uint8 numpy.uint16 numpy.uint32 numpy.uint64 numpy.str_ numpy.random.mtrand.RandomState"
    " numpy.random._generator.Generator numpy.random._pcg64.PCG64 scipy.sparse._csr.csr_matrix"
    " scipy.sparse._csc.csc_matrix scipy.sparse._csr.csr_array scipy.sparse._csc.csc_array"
)
_LEARNED: Final = (
    "calibration.CalibratedClassifierCV calibration._CalibratedClassifier"
    " calibration._SigmoidCalibration isotonic.IsotonicRegression"
    " decomposition._truncated_svd.TruncatedSVD decomposition._pca.PCA"
    " dummy.DummyClassifier dummy.DummyRegressor"
    " ensemble._forest.RandomForestClassifier ensemble._forest.RandomForestRegressor"
    " ensemble._forest.ExtraTreesClassifier ensemble._forest.ExtraTreesRegressor"
    " ensemble._gb.GradientBoostingClassifier ensemble._gb.GradientBoostingRegressor"
    " ensemble._hist_gradient_boosting.binning._BinMapper"
    " ensemble._hist_gradient_boosting.gradient_boosting.HistGradientBoostingClassifier"
    " ensemble._hist_gradient_boosting.gradient_boosting.HistGradientBoostingRegressor"
    " ensemble._hist_gradient_boosting.predictor.TreePredictor ensemble._iforest.IsolationForest"
    " feature_extraction.text.CountVectorizer feature_extraction.text.HashingVectorizer"
    " feature_extraction.text.TfidfTransformer feature_extraction.text.TfidfVectorizer"
    " feature_selection._univariate_selection.SelectKBest"
    " feature_selection._univariate_selection.chi2"
    " linear_model._logistic.LogisticRegression linear_model._ridge.Ridge"
    " linear_model._ridge.RidgeClassifier linear_model._base.LinearRegression"
    " linear_model._stochastic_gradient.SGDClassifier"
    " linear_model._stochastic_gradient.SGDRegressor _loss.link.IdentityLink _loss.link.Interval"
    " _loss.link.LogitLink _loss.link.LogLink _loss.link.MultinomialLogit"
    " _loss.loss.HalfBinomialLoss _loss.loss.HalfMultinomialLoss _loss.loss.HalfSquaredError"
    " _loss._loss.CyHalfBinomialLoss _loss._loss.CyHalfMultinomialLoss"
    " _loss._loss.CyHalfSquaredError"
    " naive_bayes.BernoulliNB naive_bayes.ComplementNB naive_bayes.GaussianNB"
    " naive_bayes.MultinomialNB neural_network._multilayer_perceptron.MLPClassifier"
    " neural_network._multilayer_perceptron.MLPRegressor"
    " neural_network._stochastic_optimizers.AdamOptimizer"
    " neural_network._stochastic_optimizers.SGDOptimizer pipeline.FeatureUnion pipeline.Pipeline"
    " preprocessing._data.MaxAbsScaler preprocessing._data.MinMaxScaler"
    " preprocessing._data.Normalizer preprocessing._data.RobustScaler"
    " preprocessing._data.StandardScaler preprocessing._label.LabelBinarizer"
    " preprocessing._label.LabelEncoder svm._classes.LinearSVC svm._classes.OneClassSVM"
    " svm._classes.SVC svm._classes.SVR tree._classes.DecisionTreeClassifier"
    " tree._classes.DecisionTreeRegressor tree._classes.ExtraTreeClassifier"
    " tree._classes.ExtraTreeRegressor tree._tree.Tree"
)
TYPES: Final = frozenset(_PLAIN.split()) | {f"sklearn.{each}" for each in _LEARNED.split()}
"""What a file may be made of: numbers, lists, and estimators that only compute."""


class SklearnModel:
    """Fulfils `loaded.Loaded` over a fitted estimator."""

    def __init__(self, body: bytes, manifest: Manifest) -> None:
        schema = _schema(body)
        for name in _names(schema, 0):
            if name not in TYPES:
                raise UnfitError("type_not_allowed", name[:120])
        ours = [each for each in skops.io.get_untrusted_types(data=body) if each in TYPES]
        self._model = skops.io.loads(body, trusted=ours)
        self._task = manifest.task
        wanted = {"triage": "predict_proba", "scoring": "predict", "detection": "decision_function"}
        if not hasattr(self._model, wanted[self._task]):
            raise UnfitError("no_answer", f"{type(self._model).__name__}.{wanted[self._task]}")
        self.about = About(
            runtime=f"scikit-learn {sklearn.__version__}",
            classes=[str(each) for each in getattr(self._model, "classes_", ())],
            inputs=[str(getattr(self._model, "n_features_in_", "text"))],
            outputs=[wanted[self._task]],
        )

    def run(self, tensor: Tensor) -> dict[str, Out]:
        """Ask for probabilities; scores: also of a classifier's last class; windows lie flat."""
        given = list(tensor.texts) if tensor.type == "string" else array(tensor)
        if self._task == "triage":
            return {"predict_proba": out(self._model.predict_proba(given))}
        if self._task == "detection":
            flat = array(tensor).reshape(1, -1)
            # scikit-learn's is the lower the stranger; ours the higher
            return {"decision_function": out(-self._model.decision_function(flat))}
        if hasattr(self._model, "predict_proba"):
            return {"predict": out(self._model.predict_proba(given)[:, -1])}
        return {"predict": out(self._model.predict(given))}


def _schema(body: bytes) -> object:
    try:
        packed = zipfile.ZipFile(io.BytesIO(body))
    except zipfile.BadZipFile:
        raise UnfitError("not_skops") from None
    with packed:
        _measure(packed, len(body))
        try:
            return json.loads(packed.read("schema.json"))
        except (KeyError, ValueError):
            raise UnfitError("not_skops") from None


def _measure(packed: zipfile.ZipFile, size: int) -> None:
    """Unpack to nowhere: what an entry says of its size may be a lie."""
    if len(packed.infolist()) > MOST_PARTS:
        raise UnfitError("bomb")
    room = min(MOST_UNPACKED, max(size * MOST_RATIO, 20_000_000))
    for entry in packed.infolist():
        with packed.open(entry) as part:
            while piece := part.read(1 << 20):
                room -= len(piece)
                if room < 0:
                    raise UnfitError("bomb")


def _names(node: object, depth: int) -> Iterator[str]:
    """Return the full name of each type that a schema names."""
    if depth > _DEEPEST:
        raise UnfitError("bomb")
    if isinstance(node, dict):
        if "__class__" in node or "__module__" in node or "__loader__" in node:
            yield f"{node.get('__module__')}.{node.get('__class__')}"
        for each in node.values():
            yield from _names(each, depth + 1)
    elif isinstance(node, list):
        for each in node:
            yield from _names(each, depth + 1)


def preload() -> None:
    """Import whatever a file may name: later no file can be opened."""
    codecs.lookup("cp437")  # in which ZIP writes names
    for name in TYPES:
        module = name.rpartition(".")[0]
        if module.startswith(("sklearn.", "scipy.")):
            importlib.import_module(module)
