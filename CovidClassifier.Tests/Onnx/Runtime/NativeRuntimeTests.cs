using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using CovidClassifier.Onnx;
using CovidClassifier.Onnx.Runtime;

namespace CovidClassifier.Tests.Onnx.Runtime;

public class NativeRuntimeTests
{
    [TestCase("1.31.1")]
    [TestCase("1.31.0")]
    [TestCase("1.32.0-dev+abc")]
    [TestCase("2.0.0")]
    public void Library_NoOlderThanTheManagedPackage_Fits(string native) =>
        Assert.That(() => NativeRuntime.RequireFit(native, new Version(1, 31, 1, 0)), Throws.Nothing);

    [TestCase("1.30.2")]
    [TestCase("0.31.1")]
    [TestCase("")]
    public void Library_OlderThanTheManagedPackage_IsSaidInASentence(string native) => Assert.That(
        () => NativeRuntime.RequireFit(native, new Version(1, 31, 1, 0)),
        Throws.TypeOf<NetworkException>().With.Message.EqualTo(
            $"The application's native ONNX Runtime is {native}, but the managed package Microsoft.ML.OnnxRuntime.Managed in it is 1.31.1 and needs a " +
                $"native library that is no older. Reference both, and a build for a GPU if there is one, in one version."));

    [Test]
    public void Functions_OfAVersionThatTheLibraryDoesNotHave_AreSaidInASentence() => Assert.That(
        () => Version(9999), Throws.TypeOf<NetworkException>().With.Message.Contains("its C interface of version 9999 is needed"));

    [Test]
    public void Complaints_OfOnnxRuntime_ReachWhoeverListens()
    {
        using var listener = new Listener();
        ModelProto model = OnnxFile.Create("complained of");
        var builder = new GraphBuilder(model.Graph);
        builder.AddAs("y", "Add", [builder.Input("x", 1, 1), builder.FloatTensor([1], 1, 1)]);
        builder.Output("y", 1, 1);
        // a weight that is an input too cannot be folded
        TensorProto weight = model.Graph.Initializer[0];
        builder.Input(weight.Name, 1, 1);
        using var session = new OnnxSession(model);
        Assert.That(listener.Messages, Has.Some.Contains(weight.Name));
    }

    private static unsafe bool Version(uint version) => NativeRuntime.Functions(version) is not null;

    private sealed class Listener : EventListener
    {
        private readonly ConcurrentQueue<string> _messages = new();

        public IReadOnlyCollection<string> Messages => _messages;

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "CovidClassifier-OnnxRuntime")
            {
                EnableEvents(eventSource, EventLevel.Warning);
            }
        }

        // the base constructor may call before the queue is there
        protected override void OnEventWritten(EventWrittenEventArgs eventData) => _messages?.Enqueue($"{eventData.Payload?[0]}");
    }
}
