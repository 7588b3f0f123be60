namespace CovidClassifier;

/// <summary>The networks that can take part in a comparison or a search on this machine.</summary>
/// <param name="Networks">As they are, not yet adapted.</param>
/// <param name="Missing">Published networks whose weights are not there; <see cref="Backbone.FetchAsync"/> gets them.</param>
public sealed record AvailableNetworks(IReadOnlyList<Network> Networks, IReadOnlyList<MissingModel> Missing)
{
    private const string WeightsAreNotThere = "Its weights are not there.";

    /// <summary>Every published network whose weights are there, the smallest first, and the study's CNN. Downloads nothing.</summary>
    /// <param name="weightsFolder">Where weights are looked for first; null: where each network finds them itself.</param>
    public static AvailableNetworks Find(string? weightsFolder = null)
    {
        (Backbone Backbone, bool IsPresent)[] all = [.. Backbone.All.OrderBy(b => b.FileBytes).Select(b => Locate(b, weightsFolder))];
        return new AvailableNetworks(
            [.. all.Where(b => b.IsPresent).Select(b => b.Backbone), Network.CustomCnn()],
            [
                .. all.Where(b => !b.IsPresent).Select(b => new MissingModel(b.Backbone.Name, WeightsAreNotThere)),
            ]);
    }

    /// <summary>The published network with its weights from the folder, if they are there, else from where it finds them itself.</summary>
    public static (Backbone Backbone, bool IsPresent) Locate(Backbone backbone, string? weightsFolder)
    {
        ArgumentNullException.ThrowIfNull(backbone);
        return weightsFolder is not null && File.Exists(Path.Combine(weightsFolder, backbone.FileName))
            ? (backbone.WithWeights(weightsFolder), true)
            : (backbone, backbone.FindWeights() is not null);
    }

    /// <summary>Each pre-trained network frozen under a head and fine-tuned; the CNN, which has nothing learned to keep, as it is.</summary>
    public IReadOnlyList<LearningPlan> Adapted() => [.. Networks.SelectMany(n => n.IsPretrained ? new[] { n.Frozen(), n.FineTuned() } : [n])];
}
