namespace CovidClassifier.Phantoms;

/// <summary>The sets that the repository carries under samples/data, by folder name. Changing one changes files that users have.</summary>
public static class BundledSets
{
    public static IReadOnlyDictionary<string, PhantomStudy> All { get; } = new Dictionary<string, PhantomStudy>
    {
        ["phantoms"] = new() { ImagesPerClass = 60, Size = 256, Seed = 3 },
        ["phantoms-shortcut"] = new() { ImagesPerClass = 40, Size = 128, Seed = 7, HasCornerTag = true },
    };

    /// <summary>The packages' icon, icon.png beside the sets.</summary>
    public static Phantom Icon => new PhantomStudy { ImagesPerClass = 1, Size = 128, Seed = 11 }.Draw().First();
}
