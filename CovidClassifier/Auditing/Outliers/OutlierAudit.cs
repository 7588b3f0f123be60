using System.Globalization;
using System.Numerics.Tensors;
using CovidClassifier.Auditing.Context;
using CovidClassifier.Auditing.Copies;
using CovidClassifier.Auditing.Findings;
using CovidClassifier.Auditing.Quality;
using CovidClassifier.Auditing.Scanning;
using CovidClassifier.Foundation;

namespace CovidClassifier.Auditing.Outliers;

/// <summary>
/// Lists images that are like no other: far from their nearest neighbours of other patients in the space of coarse shapes (the lowest cosine
/// frequencies, each in units of its deviation). Finds side views, CT slices, photographs and other pictures that strayed in.
/// </summary>
internal sealed class OutlierAudit : IAudit
{
    public const string Name = "outliers";

    /// <summary>Of large sets, so many images are compared with.</summary>
    private const int MostCompared = 2000;

    private const int Neighbours = 5;

    /// <summary>Spreads above the usual distance from which on an image is listed.</summary>
    private const double ManySpreads = 6;

    /// <summary>And at least so much farther than usual.</summary>
    private const double LeastExcess = 0.8;

    public AuditFinding Run(AuditContext context, CancellationToken cancellationToken)
    {
        if (context.PatientCount < AuditRules.FewestImages)
        {
            return Finding(
                AuditVerdict.Unknown) with
            { Sentence = $"Cannot be judged: images of {AuditRules.FewestImages} patients are needed to say what is usual." };
        }

        double[] distances = Distances(context, cancellationToken);
        var usual = UsualRange.Of(distances);
        int[] far =
        [
            .. Enumerable.Range(0, context.Count).Where(i => usual.IsFarAbove(distances[i], LeastExcess * usual.Middle, ManySpreads))
                .OrderByDescending(i => distances[i]).ThenBy(i => i),
        ];
        return Finding(far.Length > 0 ? AuditVerdict.Warn : AuditVerdict.Pass) with
        {
            Value = far.Length,
            Sentence = far.Length == 0
                ? "No image is unlike all others in its coarse shape."
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{far.Length} of {context.Count} images are unlike all others in their coarse shape: look whether they are X-rays of the kind that is " +
                    $"meant."),
            Images =
            [
                .. far.Select(i => context.Audited(
                    i, "unlike all others", string.Create(CultureInfo.InvariantCulture,
                        $"{distances[i] / usual.Middle:0.0} times the usual distance to its neighbours"), distances[i] / usual.Middle)),
            ],
        };
    }

    private static double[] Distances(AuditContext context, CancellationToken cancellationToken)
    {
        float[][] cosines = CoarseShape.Cosines(crop: 0);
        float[][] shapes = new float[context.Count][];
        ParallelOptions parallel = AllCores.Until(cancellationToken);
        Parallel.For(
            0, context.Count, parallel, i => shapes[i] = CoarseShape.Of(Thumbnails.Halve(context.Scanned[i].Thumbnail.Read(), Thumbnails.Side), cosines));
        int[] order = [.. Enumerable.Range(0, context.Count)];
        context.SeedFor(Name).Open().Shuffle<int>(order);
        int[] compared = [.. order.Take(MostCompared)];
        double[] distances = new double[context.Count];
        Parallel.For(0, context.Count, parallel, i =>
        {
            double[] nearest =
            [
                .. compared.Where(j => context.Patients[j] != context.Patients[i]).Select(j => (double)TensorPrimitives.Distance<float>(shapes[i], shapes[j]))
                    .Order().Take(Neighbours),
            ];
            distances[i] = nearest.Length == 0 ? 0 : nearest.Average();
        });
        return distances;
    }

    private static AuditFinding Finding(AuditVerdict verdict) => new()
    {
        Name = Name,
        Verdict = verdict,
        Measure = "images",
        Rule = AuditRules.ForOutliers,
        Sentence = "",
    };
}
