using CovidClassifier.Explanation;
using CovidClassifier.Networks;
using CovidClassifier.Reporting.Images;
using CovidClassifier.Scoring;

namespace CovidClassifier.Workflows;

/// <summary>Heat maps of the images of a fold that a report may show: what is among the first of its kind in all folds is so in its own.</summary>
internal static class FoldHeatMaps
{
    /// <summary>The images, some with their maps; or as they are, with the reason why there are none.</summary>
    /// <param name="model">The fold's model.</param>
    /// <param name="network">Its network.</param>
    /// <param name="classNames">In the order of its scores.</param>
    /// <param name="scored">The fold's images.</param>
    /// <param name="cancellationToken">Honoured within a second.</param>
    public static (IReadOnlyList<CrossValidatedImage> Images, string? Reason) Of(
        IScoringModel model, NetworkGraph network, IReadOnlyList<string> classNames, IReadOnlyList<CrossValidatedImage> scored,
            CancellationToken cancellationToken)
    {
        int[] shown = [.. new ShownImages([.. scored.Select(i => i.ForReport())], classNames, rule: null).Kinds().SelectMany(k => k.Images)];
        try
        {
            using var explainer = new ImageExplainer(model, classNames, network.Width, network.Height);
            IReadOnlyList<ImageExplanation> explanations =
                explainer.ExplainMany(shown.Select(i => scored[i].Image), label: null, ExplanationMethod.HiResCam, progress: null, cancellationToken);
            Dictionary<int, HeatMap> maps = shown.Zip(explanations).ToDictionary(p => p.First, p => p.Second.Map);
            return ([.. scored.Select((image, i) => maps.TryGetValue(i, out HeatMap? map) ? image with { HeatMap = map } : image)], null);
        }
        catch (NetworkException e)
        {
            return (scored, e.Message);
        }
    }
}
