using CovidClassifier.Onnx;
using CovidClassifier.Tests.Onnx;
using CovidClassifier.Training;

namespace CovidClassifier.Tests.Training;

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
        var optimizer = new AdamOptimizer();
        ModelProto network = recorded.Model.Clone();
        network.Graph.Input[0] = ValueInfos.Of(network.Graph.Input[0].Name, TensorProto.Types.DataType.Float, recorded.Input.Shape);
        TrainingGraph graph = TrainingGraph.Build(network, [new ParameterGroup(parameters)], batchSize, optimizer);
        int outputs = graph.Model.Graph.Output.First(o => o.Name == graph.Logits).Shape() is { } shape ? (int)shape[1] : 0;
        using var state = new TrainingState(graph.State);
        foreach (TensorProto initial in recorded.Model.Graph.Initializer.Where(i => parameters.Contains(i.Name)))
        {
            initial.Floats().CopyTo(state.Values(initial.Name));
        }

        using var session = new TrainingSession(graph, state, optimizer, threads: 0);
        using var batch = new Batch(batchSize, recorded.Input.Shape.AsSpan(1), outputs, graph.Masks);
        recorded.Input.Floats.CopyTo(batch.Samples.GetTensorMutableDataAsSpan<float>());
        recorded.TargetProbabilities(outputs).CopyTo(batch.Targets.GetTensorMutableDataAsSpan<float>());
        batch.SampleWeights.GetTensorMutableDataAsSpan<float>().Fill(1f / batchSize);
        foreach (var mask in batch.Masks)
        {
            mask.GetTensorMutableDataAsSpan<float>().Fill(1);
        }

        double[] losses = [.. Enumerable.Range(1, recorded.Losses.Length).Select(step => (double)session.Step(batch, step, 1e-3, averageKeep: 0, CancellationToken.None))];
        Assert.That(losses, Is.EqualTo(recorded.Losses).Within(1e-4));
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
