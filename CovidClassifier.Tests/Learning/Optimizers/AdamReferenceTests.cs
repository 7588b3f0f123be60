using CovidClassifier.Learning.Optimizers;
using CovidClassifier.Learning.Training;
using CovidClassifier.Onnx;
using CovidClassifier.Tests.Onnx;

namespace CovidClassifier.Tests.Learning.Optimizers;

/// <summary>Four steps of training as PyTorch takes them, on every recorded case.</summary>
public sealed class AdamReferenceTests
{
    private static readonly string[] Folders = GradientCase.Folders();

    [TestCaseSource(nameof(Folders))]
    public void Step_FourTimes_GivesPyTorchsLosses(string folder)
    {
        GradientCase recorded = GradientCase.Load(folder);
        int batchSize = (int)recorded.BatchSize;
        string[] parameters = [.. recorded.Gradients.Keys];
        var options = new TrainingOptions { BatchSize = batchSize };
        ModelProto network = recorded.Model.Clone();
        network.Graph.Input[0] = ValueInfos.Of(network.Graph.Input[0].Name, TensorProto.Types.DataType.Float, recorded.Input.Shape);
        TrainingGraph graph = TrainingGraph.Build(network, [new ParameterGroup(parameters)], batchSize);
        using var state = new TrainingState(graph.Parameters, options.Optimizer);
        foreach (TensorProto initial in recorded.Model.Graph.Initializer.Where(i => parameters.Contains(i.Name)))
        {
            initial.Floats().CopyTo(state.Values(initial.Name));
        }

        using var session = new TrainingSession(graph, state, options);
        using var batch = new Batch(batchSize, graph.Shard);
        Fill(batch, recorded, graph.Shard, batchSize);
        double[] losses =
            [.. Enumerable.Range(1, recorded.Losses.Length).Select(step => (double)session.Step(batch, step, 1e-3, averageKeep: 0, CancellationToken.None))];
        Assert.That(losses, Is.EqualTo(recorded.Losses).Within(1e-4));
    }

    private static void Fill(Batch batch, GradientCase recorded, ShardLayout layout, int batchSize)
    {
        float[] targets = recorded.TargetProbabilities(layout.Outputs);
        int length = recorded.Input.Floats.Length / batchSize;
        for (int i = 0; i < batchSize; i++)
        {
            (int at, int row) = Math.DivRem(i, layout.Samples);
            BatchShard shard = batch.Shards[at];
            shard.Count = row + 1;
            for (int input = 0; input < layout.Inputs.Count; input++)
            {
                Span<float> all = shard.Samples[input].GetTensorMutableDataAsSpan<float>();
                int each = all.Length / layout.Samples;
                layout.Inputs[input].Write(recorded.Input.Floats.AsSpan(i * length, length), all.Slice(row * each, each));
            }

            targets.AsSpan(i * layout.Outputs, layout.Outputs).CopyTo(shard.Targets.GetTensorMutableDataAsSpan<float>()[(row * layout.Outputs)..]);
            shard.SampleWeights.GetTensorMutableDataAsSpan<float>()[row] = 1f / batchSize;
        }

        foreach (var mask in batch.Shards.SelectMany(s => s.Masks))
        {
            mask.GetTensorMutableDataAsSpan<float>().Fill(1);
        }
    }

    [Test]
    public void Folders_SharedFolderAbsent_SaysSo()
    {
        if (Folders.Length == 0)
        {
            Assert.Ignore("needs the shared data folder: reference/gradients is not there");
        }

        Assert.That(Folders, Is.Not.Empty);
    }
}
