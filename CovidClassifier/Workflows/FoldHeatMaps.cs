using CovidClassifier.Reporting.Images;

namespace CovidClassifier.Workflows;

/// <summary>Heat maps of the images of a fold that a report may show: what is among the first of its kind in all folds is so in its own.</summary>
internal static class FoldHeatMaps
{
    /// <summary>The images, some with their maps; or as they are, with the reason why there are none.</summary>
    public static (IReadOnlyList<CrossValidatedImage> Images, string? Reason) Of(
        CovidModel model, IReadOnlyList<CrossValidatedImage> scored, CancellationToken cancellationToken)
    {
        int[] shown = [.. new ShownImages([.. scored.Select(i => i.ForReport())], model.ClassNames, rule: null).Kinds().SelectMany(k => k.Images)];
        try
        {
            IReadOnlyList<ImageExplanation> explanations = model.ExplainMany(shown.Select(i => scored[i].Image), cancellationToken: cancellationToken);
            Dictionary<int, HeatMap> maps = shown.Zip(explanations).ToDictionary(p => p.First, p => p.Second.Map);
            return ([.. scored.Select((image, i) => maps.TryGetValue(i, out HeatMap? map) ? image with { HeatMap = map } : image)], null);
        }
        catch (NetworkException e)
        {
            return (scored, e.Message);
        }
    }
}
