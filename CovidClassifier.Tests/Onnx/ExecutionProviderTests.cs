using CovidClassifier.Foundation;
using CovidClassifier.Onnx;
using CovidClassifier.Tests.Learning;
using Microsoft.ML.OnnxRuntime;

namespace CovidClassifier.Tests.Onnx;

public sealed class ExecutionProviderTests
{
    private readonly TempFolder _folder = new();

    /// <summary>One that this machine's ONNX Runtime does not have.</summary>
    private static ExecutionProvider Absent { get; } =
        OrtEnv.Instance().GetAvailableProviders().Contains("CUDAExecutionProvider") ? ExecutionProvider.DirectMl : ExecutionProvider.Cuda;

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void Session_AbsentProvider_SaysWhatThereIsAndWhatToReference() =>
        Assert.That(
            () => new OnnxSession(Network.CustomCnn().Build(2, new Seed(1)).Model, provider: Absent),
            Throws.TypeOf<NetworkException>().With.Message.Contains($"Execution provider {Absent} was asked for").And.Message.Contains(
                "CPUExecutionProvider").And.Message.Contains("Microsoft.ML.OnnxRuntime."));

    [Test]
    public void Train_AbsentProvider_IsRefusedBeforeAnyWork() =>
        Assert.That(
            () => new CovidModelBuilder().WithData(Some.Dataset(8)).WithTraining(t => t with { Provider = Absent }).Train(),
            Throws.TypeOf<NetworkException>().With.Message.Contains("or use Cpu"));

    [Test]
    public void Load_AbsentProvider_IsRefused()
    {
        using CovidModel model = new CovidModelBuilder().WithData(Some.Dataset(24)).WithSplit(0, 0).WithNetwork(SmallNetwork.Open(_folder).Frozen()).Train();
        model.Save(_folder["m.zip"]);
        Assert.That(() => CovidModel.Load(_folder["m.zip"], Absent), Throws.TypeOf<NetworkException>().With.Message.Contains("was asked for"));
        CovidModel.Load(_folder["m.zip"], ExecutionProvider.Cpu).Dispose();
    }

    [TestCase(0.0009, true)]
    [TestCase(0.0011, false)]
    [TestCase(double.NaN, false)]
    public void SelfTest_Difference_IsHeldToAThousandth(double difference, bool passes)
    {
        void Compare() => ProviderSelfTest.Require([0.25, 0.75], [0.25, 0.75 + difference], Absent);
        if (passes)
        {
            Assert.That(Compare, Throws.Nothing);
        }
        else
        {
            Assert.That(Compare, Throws.TypeOf<NetworkException>().With.Message.Contains("must give the CPU's scores to 0.001"));
        }
    }
}
