using BenchmarkDotNet.Attributes;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;

namespace CovidClassifier.Benchmarks.Kernels;

/// <summary>One step of MobileNetV2 behind the default cut: forward, gradients, Adam, batch of 32, all cores; per image.</summary>
public class TailStepBenchmark
{
    private StepRig? _rig;

    [GlobalSetup]
    public void Prepare()
    {
        NetworkGraph network = BenchmarkData.MobileNetV2Classifier();
        CutPoints.CutPoint cut = CutPoints.Default(network);
        NetworkGraph tail = network with
        {
            Model = GraphCut.Between(
                network.Model,
                [ValueInfos.Of(cut.Tensor, TensorProto.Types.DataType.Float, [-1, .. cut.Shape])],
                [ValueInfos.Of(NetworkGraph.Logits, TensorProto.Types.DataType.Float, -1, network.Outputs)]),
        };
        _rig = new StepRig(tail, 2, cut.Shape);
    }

    [GlobalCleanup]
    public void Release() => _rig?.Dispose();

    [Benchmark(OperationsPerInvoke = StepRig.BatchSize)]
    public float MobileNetV2() => _rig!.Step();
}
