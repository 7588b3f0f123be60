using CovidClassifier.Foundation;
using CovidClassifier.Learning.Checkpoints;
using CovidClassifier.Learning.Optimizers;
using CovidClassifier.Learning.Progress;
using CovidClassifier.Learning.Samples;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;

namespace CovidClassifier.Learning.Training;

/// <summary>Trains a network epoch by epoch until it stops getting better, and keeps the best epoch's weights.</summary>
internal sealed class TrainingLoop(
    NetworkGraph network, IReadOnlyList<ParameterGroup> groups, int classes, TrainingOptions options, Seed seed, TimeProvider clock)
{
    private readonly string[] _parameters = [.. groups.SelectMany(g => g.Parameters)];

    /// <summary>The network that validation images are scored by, with the same weights; null: by the trained one.</summary>
    public NetworkGraph? Scored { get; init; }

    /// <summary>Runs the training, from the checkpoint's epoch on where there is one.</summary>
    /// <param name="training">Samples to learn from; at least one.</param>
    /// <param name="validation">Samples that decide which epoch is best, or null.</param>
    /// <param name="checkpoints">Where to keep the last completed epoch, or null.</param>
    /// <param name="progress">Told after every batch and every epoch.</param>
    /// <param name="cancellationToken">Honoured within one node of the graph.</param>
    public TrainingResult Run(
        ISampleSource training,
        ISampleSource? validation,
        CheckpointFolder? checkpoints,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken)
    {
        NetworkGraph whole = WithAdversary(training);
        IReadOnlyList<ParameterGroup> all = options.SourceAdversary > 0 ? [.. groups, new ParameterGroup(SourceAdversary.Parameters)] : groups;
        training = options.SourceMixup > 0 ? new MixedSamples(training, options.SourceMixup, seed) : training;
        GroupRobustness? robustness = options.GroupRobustRate is { } step ? new GroupRobustness(training, step) : null;
        TrainingGraph graph = TrainingGraph.Build(whole.Model, all, options.BatchSize, lowered: options.Provider == ExecutionProvider.Cpu);
        string[] finished = [.. _parameters.Select(FinishedName)];
        using var state = new TrainingState(
            graph.Parameters, options.Optimizer, options.AveragesWeights, robustness is null ? [] : [robustness.State]);
        var history = new List<EpochRecord>();
        List<float[]> best = Begin(whole, state, checkpoints?.Load(), history);
        using var session = new TrainingSession(graph, state, options);
        using LogitScorer? scorer = validation is null ? null : new LogitScorer(
            (Scored ?? network).Model, state, _parameters, FinishedName, options.BatchSize, network.Outputs, options.Threads, options.Provider);
        var writer = new BatchWriter(training, options, graph.Shard, classes, seed);
        var report = new TrainingReport(progress, clock, options.Epochs, writer.BatchesPerEpoch, history.Count);

        using var batches = new BatchPipeline(writer, history.Count + 1, options.Epochs);
        while (history.Count < options.Epochs && !EarlyStopping.IsDue(Losses(history), options.Patience))
        {
            long began = clock.GetTimestamp();
            (EpochMetrics trained, double rate) = TrainEpoch(
                history, session, training, writer, batches, (state, robustness), report, cancellationToken);
            EpochMetrics? validated = scorer is null ? null : EpochMetrics.Of(scorer.Score(validation!, cancellationToken), Labels(validation!), classes);
            history.Add(new EpochRecord(history.Count + 1, rate, trained, validated, clock.GetElapsedTime(began)));
            if (validated is null || EarlyStopping.Best(Losses(history)) == history.Count - 1)
            {
                best = Snapshot(state, finished);
            }

            checkpoints?.Save(history, Snapshot(state, state.Tensors.Select(t => t.Name)), best);
            report.Epoch(history[^1]);
        }

        int bestEpoch = validation is null ? history.Count : EarlyStopping.Best(Losses(history)) + 1;
        return new TrainingResult(_parameters.Zip(best).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal), history, bestEpoch);
    }

    private (EpochMetrics Metrics, double Rate) TrainEpoch(
        List<EpochRecord> history,
        TrainingSession session,
        ISampleSource training,
        BatchWriter writer,
        BatchPipeline batches,
        (TrainingState State, GroupRobustness? Robustness) weighing,
        TrainingReport report,
        CancellationToken cancellationToken)
    {
        var logits = new List<float[]>(training.Count);
        var labels = new List<int>(training.Count);
        double[] losses = Losses(history);
        double rate = 0;
        for (int number = 0; number < writer.BatchesPerEpoch; number++)
        {
            long step = (long)history.Count * writer.BatchesPerEpoch + number;
            rate = options.LearningRate * options.Schedule.FactorAt(step, writer.BatchesPerEpoch, options.Epochs, losses);
            Batch batch = batches.Take(cancellationToken);
            weighing.Robustness?.Weigh(batch, weighing.State);
            double done = (double)step / ((long)options.Epochs * writer.BatchesPerEpoch);
            float loss = session.Step(
                batch, step + 1, rate, AverageKeep(step + 1, writer.BatchesPerEpoch), cancellationToken,
                    SourceAdversary.StrengthAt(options.SourceAdversary, done));
            if (!float.IsFinite(loss))
            {
                throw new TrainingException(
                    $"Training diverged in epoch {history.Count + 1}, batch {number + 1}: the loss is " +
                        $"{loss.ToString(System.Globalization.CultureInfo.InvariantCulture)}. Lower the learning rate " +
                        $"({options.LearningRate.ToString(System.Globalization.CultureInfo.InvariantCulture)}) or set a gradient norm limit.");
            }

            weighing.Robustness?.Update(batch, weighing.State);
            Collect(batch, training, logits, labels);
            batches.Return(batch);
            report.Batch(history.Count + 1, number + 1, loss);
        }

        return (EpochMetrics.Of(logits, [.. labels], classes), rate);
    }

    private NetworkGraph WithAdversary(ISampleSource training) => options.SourceAdversary == 0 ? network : SourceAdversary.Attach(
        network, Enumerable.Range(0, training.Count).Select(training.Source).Distinct().Count(), seed.For("adversary"));

    private List<float[]> Begin(NetworkGraph trained, TrainingState state, Checkpoint? checkpoint, List<EpochRecord> history)
    {
        if (checkpoint is not null)
        {
            history.AddRange(checkpoint.History);
            foreach ((StateTensor tensor, float[] values) in state.Tensors.Zip(checkpoint.State))
            {
                values.CopyTo(state.Values(tensor.Name));
            }

            return [.. checkpoint.Best];
        }

        var initial = trained.Model.Graph.Initializer.ToDictionary(i => i.Name, StringComparer.Ordinal);
        foreach (string parameter in options.SourceAdversary > 0 ? _parameters.Concat(SourceAdversary.Parameters) : _parameters)
        {
            initial[parameter].Floats().CopyTo(state.Values(parameter));
            initial[parameter].Floats().CopyTo(state.Values(FinishedName(parameter)));
        }

        if (options.GroupRobustRate is not null)
        {
            GroupRobustness.Begin(state);
        }

        return Snapshot(state, _parameters);
    }

    /// <summary>Under which name the state holds the value that validation and the finished model use.</summary>
    private string FinishedName(string parameter) => options.AveragesWeights ? TrainingState.AverageOf(parameter) : parameter;

    // at first the mean is over the few steps taken, so that the first weights are soon forgotten
    private double AverageKeep(long step, int batchesPerEpoch) =>
        options.AveragedFrom is { } from ? StochasticKeep(step, batchesPerEpoch, (int)Math.Ceiling(from * options.Epochs))
            : options.AveragedEpochs == 0 ? 0 : Math.Min(Math.Exp(-1 / (options.AveragedEpochs * batchesPerEpoch)), (1.0 + step) / (10.0 + step));

    // up to the last epoch before the mean the weights as they are; then each epoch's last weights join the mean
    private static double StochasticKeep(long step, int batchesPerEpoch, int before)
    {
        long averaged = (step + batchesPerEpoch - 1) / batchesPerEpoch - before;
        return averaged <= 1 ? 0 : step % batchesPerEpoch != 0 ? 1 : (averaged - 1.0) / averaged;
    }

    private static void Collect(Batch batch, ISampleSource training, List<float[]> logits, List<int> labels)
    {
        for (int i = 0; i < batch.Count; i++)
        {
            logits.Add(batch.Logits(i).ToArray());
            labels.Add(training.Label(batch.Indices[i]));
        }
    }

    private static List<float[]> Snapshot(TrainingState state, IEnumerable<string> names) => [.. names.Select(n => state.Values(n).ToArray())];

    private static double[] Losses(IEnumerable<EpochRecord> history) => [.. history.Select(e => e.Validation?.Loss).OfType<double>()];

    private static int[] Labels(ISampleSource samples) => [.. Enumerable.Range(0, samples.Count).Select(samples.Label)];
}
