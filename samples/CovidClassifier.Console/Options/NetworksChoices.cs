namespace CovidClassifier.Console.Options;

/// <summary>Which networks to compare or to search.</summary>
/// <param name="Names">cnn, published networks and .onnx files, or several of them joined by '+', an ensemble; null: all that are there.</param>
/// <param name="WeightsFolder">Where weights are looked for before the cache.</param>
/// <param name="Preprocessing">Of the files, by name; null: what each file says.</param>
/// <param name="InputSize">Side of the images; null: each network's own.</param>
internal sealed record NetworksChoices(IReadOnlyList<string>? Names, string? WeightsFolder, string? Preprocessing, int? InputSize)
{
    /// <summary>Whether they were named and the cnn, which learns from nothing, is none of them.</summary>
    public bool HaveLearned => Names is not null && !Names.Contains(NetworkChoices.CnnName);

    // one by itself, no ensemble
    private IEnumerable<string> Single => (Names ?? []).Where(n => NetworkChoices.Names(n).Length == 1);

    /// <summary>The first network that an ensemble has twice, with the ensemble; null: none has.</summary>
    public (string Network, string Ensemble)? Repeated => (Names ?? [])
        .SelectMany(ensemble => NetworkChoices.Names(ensemble).GroupBy(n => n, StringComparer.Ordinal).Where(n => n.Count() > 1)
            .Select(n => ((string, string)?)(n.Key, ensemble)))
        .FirstOrDefault();

    /// <summary>
    /// As they are, not yet adapted, without the ensembles; weights that are asked for by name but missing are an error when they are opened.
    /// </summary>
    public AvailableNetworks Open()
    {
        AvailableNetworks found = Names is null ? AvailableNetworks.Find(WeightsFolder) : new AvailableNetworks([.. Single.Select(Open)], []);
        return found with { Networks = [.. found.Networks.Select(Sized)] };
    }

    /// <summary>Each network in each mode, then each ensemble; one that has learned nothing has one.</summary>
    /// <param name="available">As they are.</param>
    /// <param name="modes">How pre-trained networks learn.</param>
    /// <param name="variants">Of each image for heads; null: as many as augmentation asks for.</param>
    public IReadOnlyList<LearningPlan> Adapt(AvailableNetworks available, IReadOnlyList<string> modes, int? variants) =>
    [
        .. available.Networks.SelectMany(network => network.IsPretrained ? modes.Select(mode => Adapt(network, mode, variants)) : [network]),
        .. (Names ?? []).Except(Single).Select(n => NetworkChoices.Names(n)).SelectMany(
            parts => modes.Select(mode => LearningPlan.Ensemble([.. parts.Select(name => Adapt(Sized(Open(name)), mode, variants))]))),
    ];

    private static LearningPlan Adapt(Network network, string mode, int? variants) => mode switch
    {
        NetworkChoices.Frozen => network.Frozen(options: new FreezingOptions { Variants = variants }),
        NetworkChoices.FineTune => network.FineTuned(),
        _ => network,
    };

    private Network Sized(Network network) => InputSize is { } side ? network.WithInputSize(side) : network;

    private Network Open(string name) =>
        name == NetworkChoices.CnnName ? Network.CustomCnn()
        : NetworkOptions.Backbones.Contains(name) ? AvailableNetworks.Locate(Backbone.Parse(name), WeightsFolder).Backbone
        : Network.FromOnnx(name, Preprocessing is null ? null : CovidClassifier.Preprocessing.Parse(Preprocessing), InputSize);
}
