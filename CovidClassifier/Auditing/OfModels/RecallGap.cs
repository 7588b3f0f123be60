using CovidClassifier.Auditing.Findings;
using CovidClassifier.Evaluation;
using CovidClassifier.Evaluation.Statistics;
using CovidClassifier.Foundation;

namespace CovidClassifier.Auditing.OfModels;

/// <summary>By how much a model's recall is lower on a group of images than on the others: mean over the classes of which both have enough.</summary>
internal sealed class RecallGap
{
    private readonly LabelledPredictions _scores;
    private readonly bool[] _isMember;
    private readonly bool[] _isMeant;
    private readonly int[] _classes;

    /// <param name="scores">The model's.</param>
    /// <param name="all">The images that are compared.</param>
    /// <param name="members">Those of the group.</param>
    public RecallGap(LabelledPredictions scores, int[] all, int[] members)
    {
        _scores = scores;
        _isMember = new bool[scores.Count];
        _isMeant = new bool[scores.Count];
        Array.ForEach(all, i => _isMeant[i] = true);
        Array.ForEach(members, i => _isMember[i] = true);
        _classes =
        [
            .. Enumerable.Range(0, scores.Classes.Count).Where(c =>
                Math.Min(members.Count(i => scores.Labels[i] == c), all.Count(i => !_isMember[i] && scores.Labels[i] == c)) >= SubgroupTable.SmallestGroup),
        ];
        CanBeJudged = _classes.Length > 0 && Math.Min(members.Length, all.Length - members.Length) >= AuditRules.FewestImages;
    }

    /// <summary>Whether both sides have enough images, in all and of a class.</summary>
    public bool CanBeJudged { get; }

    /// <summary>Recall of the others minus recall of the group.</summary>
    public double Value => Of([.. Enumerable.Repeat(1, _isMeant.Length)]);

    public MetricInterval Interval(PatientIndex patients, Seed seed, CancellationToken cancellationToken) => PatientBootstrap.Interval(
        new PatientBootstrap(patients, seed).Run(figures: 1, (weights, values) => values[0] = Of(weights), cancellationToken)[0]);

    private double Of(int[] weights)
    {
        double[,] images = new double[_scores.Classes.Count, 2], right = new double[_scores.Classes.Count, 2];
        for (int i = 0; i < weights.Length; i++)
        {
            if (_isMeant[i])
            {
                int label = _scores.Labels[i], side = _isMember[i] ? 1 : 0;
                images[label, side] += weights[i];
                right[label, side] += _scores.PredictedLabels[i] == label ? weights[i] : 0;
            }
        }

        return _classes.Average(c => right[c, 0] / images[c, 0] - right[c, 1] / images[c, 1]);
    }
}
