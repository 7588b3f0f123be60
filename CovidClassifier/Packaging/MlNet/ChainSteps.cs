using System.Globalization;
using CovidClassifier.Foundation;
using CovidClassifier.Packaging.Zips;

namespace CovidClassifier.Packaging.MlNet;

/// <summary>
/// The steps of a zip's pipeline, told by their headers alone: ML.NET makes whatever a header names, loads the library that it names, and runs both. Only
/// what this library writes gets so far.
/// </summary>
internal static class ChainSteps
{
    /// <summary>
    /// The AppContext switch by which an application that brings trainers of other packages (WithTrainer) lets their transformers be loaded from models that it
    /// trusts.
    /// </summary>
    public const string TrustSwitch = "CovidClassifier.LoadOtherTransformers";

    /// <summary>The file in each step's folder.</summary>
    public const string Key = "Model.key";

    // ML.NET's own packages of trainers and of arithmetic on columns
    private static readonly string[] Packages =
    [
        "Microsoft.ML.Data", "Microsoft.ML.Transforms", "Microsoft.ML.StandardTrainers", "Microsoft.ML.FastTree", "Microsoft.ML.LightGbm",
        "Microsoft.ML.KMeansClustering", "Microsoft.ML.PCA", "Microsoft.ML.Mkl.Components",
    ];

    private const string Chain = "TransformerChain", Mapping = "CustomTransformer", Network = "OnnxTransform", Copy = "CopyTransform";

    /// <param name="parts">Of the zip.</param>
    /// <param name="side">Of the network's square input: the card's.</param>
    /// <returns>The folder of the head of ML.NET, with its '/' at the end, and whether it takes the image; null where there is none.</returns>
    /// <exception cref="InvalidDataException">The pipeline is none that this library writes.</exception>
    public static (string Folder, bool TakesImage)? Require(ModelParts parts, int side)
    {
        int count = KeyOf(parts, ModelParts.Chain, Chain).Numbers is [var steps, ..] ? steps : 0;
        string Step(int i) => string.Create(CultureInfo.InvariantCulture, $"{ModelParts.Chain}Transform_{i:D3}/");
        HashSet<string> folders = [.. Enumerable.Range(0, Math.Clamp(count, 0, 7)).Select(Step)];
        foreach (string name in parts.Names.Where(n => n.StartsWith(ModelParts.Chain, StringComparison.Ordinal) && n != ModelParts.Chain + Key))
        {
            if (!folders.Contains(name[..(name.IndexOf('/', Math.Min(name.Length - 1, ModelParts.Chain.Length)) + 1)]))
            {
                throw Foreign($"the part '{ShownText.Of(name)}'");
            }
        }

        RequireMapping(parts, Step(0), PixelContracts.NameOf(side));
        switch (count)
        {
            case 3:
                KeyOf(parts, Step(1), Network);
                RequireMapping(parts, Step(2), LabelContract.Name);
                RequireNothingInside(parts, folders);
                return null;
            case 6 or 7:
                bool takesImage = count == 7;
                int network = takesImage ? 2 : 1;
                if (takesImage)
                {
                    RequireMapping(parts, Step(1), PngContract.Name);
                }

                KeyOf(parts, Step(network), Network);
                KeyOf(parts, Step(network + 2), Copy);
                KeyOf(parts, Step(network + 3), Network);
                RequireMapping(parts, Step(network + 4), LabelContract.Name);
                string head = Step(network + 1);
                RequireNothingInside(parts, folders.Where(f => f != head));
                RequireHead(parts, head);
                return (head, takesImage);
            default:
                throw Foreign($"{count} steps");
        }
    }

    // a step of ours has its header and, where it is a network, that
    private static void RequireNothingInside(ModelParts parts, IEnumerable<string> folders)
    {
        foreach (string folder in folders)
        {
            string[] inside = [.. parts.Names.Where(n => n.StartsWith(folder, StringComparison.Ordinal)).Select(n => n[(folder.Length - 1)..])];
            if (inside.FirstOrDefault(n => n is not ("/" + Key or ModelParts.Network)) is { } more)
            {
                throw Foreign($"the part '{ShownText.Of(more)}' in a step of this library");
            }
        }
    }

    private static void RequireHead(ModelParts parts, string folder)
    {
        if (AppContext.TryGetSwitch(TrustSwitch, out bool isTrusted) && isTrusted)
        {
            return;
        }

        foreach (string name in parts.Names.Where(n => n.StartsWith(folder, StringComparison.Ordinal)))
        {
            // a header is known by its content, too: whatever the name, nothing else may look like one
            if (name.EndsWith("/" + Key, StringComparison.Ordinal))
            {
                ModelKey key = ModelKey.Read(parts[name]);
                string package = key.Assembly.Split(',')[0];
                bool isCode = key.Loader.StartsWith("Custom", StringComparison.Ordinal) || key.OtherLoader.Length > 0;
                if (isCode || !Packages.Contains(package, StringComparer.Ordinal))
                {
                    throw Foreign($"a head with '{ShownText.Of(key.Loader)}' of '{ShownText.Of(package)}', which AppContext switch {TrustSwitch} would let in");
                }

                TreeEnsemble.Require(key, parts[name]);
            }
            else if (name.EndsWith(ModelParts.Network, StringComparison.Ordinal))
            {
                throw Foreign($"a network inside its head, which AppContext switch {TrustSwitch} would let in");
            }
        }
    }

    private static void RequireMapping(ModelParts parts, string folder, string contract)
    {
        ModelKey key = KeyOf(parts, folder, Mapping);
        if (key.Texts is not [var name, var assembly] || name != contract || assembly.Split(',')[0] != typeof(ChainSteps).Assembly.GetName().Name)
        {
            throw Foreign($"the contract '{ShownText.Of(string.Join("', '", key.Texts))}' where '{contract}' belongs");
        }
    }

    private static ModelKey KeyOf(ModelParts parts, string folder, string loader)
    {
        ModelKey key = parts.Names.Contains(folder + Key) ? ModelKey.Read(parts[folder + Key]) : throw Foreign($"no '{folder}{Key}'");
        bool isOfMlNet = key.Assembly.StartsWith("Microsoft.ML.", StringComparison.Ordinal) && key.OtherLoader.Length == 0;
        return key.Loader == loader && isOfMlNet
            ? key
            : throw Foreign($"'{ShownText.Of(key.Loader)}' where '{loader}' belongs");
    }

    private static InvalidDataException Foreign(string what) => new($"Its pipeline is none that this library writes: it has {what}.");
}
