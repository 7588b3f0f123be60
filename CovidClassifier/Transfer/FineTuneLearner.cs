using CovidClassifier.Networks;
using CovidClassifier.Training;

namespace CovidClassifier.Transfer;

/// <summary>Trains the last blocks of a pre-trained network on cached activations, or the whole network.</summary>
internal sealed class FineTuneLearner(FineTuning tuning) : ILearner
{
    public TrainingOptions Defaults { get; } = new()
    {
        Epochs = 10,
        Optimizer = new AdamOptimizer { WeightDecay = 0.01 },
        Schedule = LearningRateSchedule.OneCycle(),
        LabelSmoothing = 0.1,
    };

    public bool NeedsValidation => false;

    public bool LearnsByEpochs => true;

    public IReadOnlyDictionary<string, string> Choices => new Dictionary<string, string>
    {
        ["mode"] = "finetune",
        ["cut"] = tuning.All ? "none" : tuning.Cut ?? "default",
        ["headDropout"] = FormattableString.Invariant($"{tuning.HeadDropout}"),
        ["mirrorWhenScoring"] = tuning.MirrorWhenScoring ? "yes" : "no",
        ["pretrainedRate"] = FormattableString.Invariant($"{tuning.PretrainedRate}"),
        ["variants"] = FormattableString.Invariant($"{tuning.Variants}"),
    };

    public IPreparedLearner Prepare(LearnerSetup setup, CancellationToken cancellationToken)
    {
        CutPoints.CutPoint? cut = tuning.All ? null : Choose(setup.Network);
        return new PreparedTail(setup, tuning, cut, cancellationToken);
    }

    private CutPoints.CutPoint Choose(NetworkGraph network)
    {
        if (tuning.Cut is null)
        {
            return CutPoints.Default(network);
        }

        IReadOnlyList<CutPoints.CutPoint> points = CutPoints.Of(network);
        return points.Any(p => p.Tensor == tuning.Cut)
            ? points.First(p => p.Tensor == tuning.Cut)
            : throw new Onnx.NetworkException(
                $"The network cannot be cut at '{tuning.Cut}'; tensors that every path crosses: {string.Join(", ", points.Select(p => $"{p.Tensor} [{string.Join(',', p.Shape)}]"))}.");
    }
}
