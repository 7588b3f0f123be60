using CovidClassifier.Evaluation.Statistics;
using CovidClassifier.Foundation;

namespace CovidClassifier.Evaluation;

/// <summary>ROC and precision-recall curves of each class against the rest, with pointwise 95 % bands from the patient bootstrap.</summary>
internal static class BandedCurves
{
    private const int Places = 51;

    private static readonly ICurve[] Kinds = [new RocCurve(), new PrecisionRecallCurve()];

    private static readonly double[] Grid = [.. Enumerable.Range(0, Places).Select(i => i / (Places - 1.0))];

    /// <param name="images">What was predicted.</param>
    /// <param name="classes">The classes whose curves are asked for.</param>
    /// <param name="seed">Where the draws come from.</param>
    public static IReadOnlyList<ClassCurves> Of(LabelledPredictions images, IReadOnlyList<int> classes, Seed seed)
    {
        double[][] draws = images.Count == 0 ? [] : new PatientBootstrap(images.Patients, seed).Run(
            classes.Count * Kinds.Length * Places,
            (weights, values) =>
            {
                for (int c = 0; c < classes.Count; c++)
                {
                    IReadOnlyList<(long, long)> levels = images.Ranking(classes[c]).FromTheTop(weights);
                    for (int k = 0; k < Kinds.Length; k++)
                    {
                        Kinds[k].Heights(levels, Grid, values.AsSpan(((c * Kinds.Length) + k) * Places, Places));
                    }
                }
            });

        IReadOnlyList<CurveBand> Band(int c, int kind) => draws.Length == 0
            ? []
            : [.. Grid.Select((x, p) => new CurveBand(x, PatientBootstrap.Interval(draws[(((c * Kinds.Length) + kind) * Places) + p])))];

        return
        [
            .. classes.Select((c, i) =>
            {
                IReadOnlyList<(long, long)> levels = images.Ranking(c).FromTheTop();
                return new ClassCurves(images.ClassNames[c], Kinds[0].Points(levels), Band(i, 0), Kinds[1].Points(levels), Band(i, 1));
            }),
        ];
    }
}
