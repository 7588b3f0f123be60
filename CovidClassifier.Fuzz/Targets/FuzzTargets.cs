namespace CovidClassifier.Fuzz.Targets;

/// <summary>Every kind of input, by the word that the command line has for it.</summary>
internal static class FuzzTargets
{
    private static readonly (string Name, Func<IFuzzTarget> Open)[] Known =
    [
        ("image", () => new ImageTarget("image")),
        ("dicom", () => new ImageTarget("dicom")),
        ("table", () => new TableTarget()),
        ("graph", () => new GraphTarget()),
        ("zip", () => new ZipTarget(withTrees: false)),
        ("trees", () => new ZipTarget(withTrees: true)),
        ("checkpoint", () => new CheckpointTarget()),
        ("log", () => new LogTarget()),
        ("folds", () => new FoldTarget()),
        ("features", () => new FeatureTarget()),
        ("weights", () => new WeightTarget()),
        ("http", () => new HttpTarget()),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. Known.Select(k => k.Name)];

    /// <summary>Those that read what the library itself writes, and knows by a checksum.</summary>
    public static IReadOnlyList<string> Written { get; } = ["zip", "trees", "checkpoint", "log", "folds", "features", "weights"];

    /// <summary>To be disposed, where it is disposable.</summary>
    public static IFuzzTarget Open(string name) => Known.Single(k => k.Name == name).Open();
}
