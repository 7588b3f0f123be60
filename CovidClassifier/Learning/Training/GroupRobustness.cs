using CovidClassifier.Evaluation;
using CovidClassifier.Learning.Samples;

namespace CovidClassifier.Learning.Training;

/// <summary>
/// Group DRO (Sagawa, Koh, Hashimoto and Liang, ICLR 2020, algorithm 1): groups of one class and one source, each with a weight that grows with its loss, so
/// that the worst group is learned from most. After a step a group's weight is multiplied by exp(rate x its mean loss in the batch), and all are brought to sum
/// 1. In the next step an image counts its group's weight over its group's share of the images, which makes the sum over a batch an unbiased estimate of the
/// weighted loss also where a batch lacks a group. The weights are a tensor of the training state, so that a resumed training has them.
/// </summary>
internal sealed class GroupRobustness
{
    /// <summary>The state's tensor of weights.</summary>
    private const string Tensor = "groups/weights";

    private readonly ISampleSource _samples;
    private readonly SampleGroups _groups;
    private readonly double _rate;

    /// <param name="samples">What is learned from.</param>
    /// <param name="rate">Above 0.</param>
    public GroupRobustness(ISampleSource samples, double rate)
    {
        _samples = samples;
        _groups = SampleGroups.OfSamples(samples);
        _rate = rate;
    }

    /// <summary>What the training state must hold.</summary>
    public StateTensor State => new(Tensor, [_groups.Count]);

    /// <summary>Every group counts the same.</summary>
    public static void Begin(TrainingState state)
    {
        Span<float> weights = state.Values(Tensor);
        weights.Fill(1f / weights.Length);
    }

    /// <summary>Writes how much each sample of a batch counts.</summary>
    public void Weigh(Batch batch, TrainingState state)
    {
        ReadOnlySpan<float> weights = state.Values(Tensor);
        for (int i = 0; i < batch.Count; i++)
        {
            int group = _groups.Of[batch.Indices[i]];
            batch.SetWeight(i, (float)(weights[group] * _samples.Count / ((double)_groups.Sizes[group] * batch.Count)));
        }
    }

    /// <summary>Learns from a step's logits which groups are badly off.</summary>
    public void Update(Batch batch, TrainingState state)
    {
        double[] losses = new double[_groups.Count], counts = new double[_groups.Count];
        for (int i = 0; i < batch.Count; i++)
        {
            int group = _groups.Of[batch.Indices[i]];
            losses[group] += Probabilities.CrossEntropy(batch.Logits(i).ToArray(), _samples.Label(batch.Indices[i]));
            counts[group]++;
        }

        Span<float> weights = state.Values(Tensor);
        double total = 0;
        for (int g = 0; g < weights.Length; g++)
        {
            losses[g] = weights[g] * Math.Exp(counts[g] == 0 ? 0 : _rate * losses[g] / counts[g]);
            total += losses[g];
        }

        for (int g = 0; g < weights.Length; g++)
        {
            weights[g] = (float)(losses[g] / total);
        }
    }
}
