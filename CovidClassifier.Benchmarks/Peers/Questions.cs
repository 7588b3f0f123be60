namespace CovidClassifier.Benchmarks.Peers;

/// <summary>Every question, in the order of the table.</summary>
internal static class Questions
{
    private const string Rate = "images/s";
    private const string Time = "ms/image";

    public static IReadOnlyList<Question> All { get; } =
    [
        new("train-cnn", Rate, IsSmallerBetter: false, () => new CnnTraining(), new Peer("PyTorch", () => PythonPeer.Shared("train_cnn_torch.py"))),
        new("augment", Rate, IsSmallerBetter: false, () => new Augmentations(), new Peer("Keras style", () => PythonPeer.Shared("augment_keras_style.py"))),
        new(
            "score",
            Time,
            IsSmallerBetter: true,
            () => new Scoring(),
            new Peer("ML.NET", () => new MlNetScoring()),
            new Peer("PIL + PyTorch", () => PythonPeer.Shared("score_torch.py", BenchmarkData.OriginalsFolder))),
        new("score-int8", Time, IsSmallerBetter: true, () => new QuantizedScoring(), new Peer("ML.NET", () => new MlNetScoring())),
        new(
            "features",
            Rate,
            IsSmallerBetter: false,
            () => new FeatureExtraction(),
            new Peer("PyTorch", () => PythonPeer.Own("features_torch.py", "eager")),
            new Peer("PyTorch, jit", () => PythonPeer.Own("features_torch.py", "jit"))),
        new(
            "tail",
            Rate,
            IsSmallerBetter: false,
            () => new TailTraining(),
            new Peer("PyTorch", () => PythonPeer.Own("tail_torch.py", "plain")),
            new Peer("PyTorch, channels last", () => PythonPeer.Own("tail_torch.py", "channels-last"))),
        new(
            "decode",
            Time,
            IsSmallerBetter: true,
            () => new Decoding(),
            new Peer("Skia, full decode", () => new SkiaDecoding()),
            new Peer("PIL", () => PythonPeer.Own("decode_pil.py", BenchmarkData.OriginalsFolder, "full")),
            new Peer("PIL, draft", () => PythonPeer.Own("decode_pil.py", BenchmarkData.OriginalsFolder, "draft"))),
    ];
}
