namespace CovidClassifier.Benchmarks.Peers;

/// <summary>Every question, in the order of the table.</summary>
internal static class Questions
{
    private const string Rate = "images/s";
    private const string Time = "ms/image";

    public static IReadOnlyList<Question> All { get; } =
    [
        new("train-cnn", Rate, IsSmallerBetter: false, () => new CnnTraining(), new Peer("PyTorch", () => PythonPeer.Shared("train_cnn_torch.py")))
        {
            Meaning = "Training the study's CNN at 256 x 256; ours with the study's augmentation, over whole epochs.",
        },
        new("augment", Rate, IsSmallerBetter: false, () => new Augmentations(), new Peer("Keras style", () => PythonPeer.Shared("augment_keras_style.py")))
        {
            Meaning = "The study's augmentation of one image; the peer works as Keras' ImageDataGenerator does, with SciPy.",
        },
        new(
            "score",
            Time,
            IsSmallerBetter: true,
            () => new Scoring(),
            new Peer("ML.NET", () => new MlNetScoring()),
            new Peer("PIL + PyTorch", () => PythonPeer.Shared("score_torch.py", BenchmarkData.OriginalsFolder)))
        {
            Meaning = "X-ray files at full size to a label with MobileNetV2. ML.NET: LoadImages, ResizeImages, ExtractPixels, ApplyOnnxModel.",
        },
        new("score-int8", Time, IsSmallerBetter: true, () => new QuantizedScoring(), new Peer("ML.NET", () => new MlNetScoring()))
        {
            Meaning = "The same with 8-bit weights and activations (`covid quantize`), beside ML.NET with the network in floats.",
        },
        new(
            "features",
            Rate,
            IsSmallerBetter: false,
            () => new FeatureExtraction(),
            new Peer("PyTorch", () => PythonPeer.Own("features_torch.py", "eager")),
            new Peer("PyTorch, jit", () => PythonPeer.Own("features_torch.py", "jit")))
        {
            Meaning = "Features of MobileNetV2 without its last layer; PyTorch as it is, and traced and optimised for inference.",
        },
        new(
            "tail",
            Rate,
            IsSmallerBetter: false,
            () => new TailTraining(),
            new Peer("PyTorch", () => PythonPeer.Own("tail_torch.py", "plain")),
            new Peer("PyTorch, channels last", () => PythonPeer.Own("tail_torch.py", "channels-last")))
        {
            Meaning = "Training MobileNetV2's last blocks on stored activations; PyTorch, and PyTorch with channels last.",
        },
        new(
            "decode",
            Time,
            IsSmallerBetter: true,
            () => new Decoding(),
            new Peer("Skia, full decode", () => new SkiaDecoding()),
            new Peer("PIL", () => PythonPeer.Own("decode_pil.py", BenchmarkData.OriginalsFolder, "full")),
            new Peer("PIL, draft", () => PythonPeer.Own("decode_pil.py", BenchmarkData.OriginalsFolder, "draft")))
        {
            Meaning = "X-ray files at full size to 256 x 256 gray pixels; Skia and PIL decode the whole picture, PIL's draft a fraction of it, as ours does.",
        },
    ];
}
