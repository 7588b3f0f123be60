using CovidClassifier.Onnx;

namespace CovidClassifier.Tests.Onnx;

public class OnnxSessionTests
{
    private const int Width = 1 << 14;

    [Test]
    public void Dispose_WhileSixteenThreadsRun_LetsRunsEndRight()
    {
        for (int round = 0; round < 4; round++)
        {
            var session = new OnnxSession(Doubling(), threads: 1);
            using var begun = new CountdownEvent(16);
            Task<int>[] runs =
                [.. Enumerable.Range(0, 16).Select(i => Task.Factory.StartNew(() => RunUntilDisposed(session, i, begun), TaskCreationOptions.LongRunning))];
            begun.Wait();
            session.Dispose();
            session.Dispose();
            Assert.That(Task.WhenAll(runs).Result, Has.All.GreaterThan(0));
        }
    }

    [Test]
    public void Run_AfterDispose_Throws()
    {
        var session = new OnnxSession(Doubling());
        session.Dispose();
        Assert.That(() => Run(session, 1), Throws.TypeOf<ObjectDisposedException>());
    }

    [TestCase(1, 0)]
    [TestCase(3, 2)]
    [Platform("Linux", Reason = "counts the process's threads")]
    public void Threads_Given_AreStartedBesideTheCallers(int threads, int started) => Assert.That(Started(threads), Is.EqualTo(started));

    [Test]
    [Platform("Linux", Reason = "counts the process's threads")]
    public void Threads_NotGiven_AreOneForEachProcessorOfThisProcess() => Assert.That(Started(0), Is.EqualTo(Environment.ProcessorCount - 1));

    // by name: the test runner starts and ends threads of its own at any time
    private static int Started(int threads)
    {
        HashSet<string> before = [.. Tasks()];
        using var session = new OnnxSession(Doubling(), threads);
        _ = Run(session, 1);
        return Tasks().Except(before).Count(t => NameOf(t) is { } name && !name.StartsWith(".NET", StringComparison.Ordinal));
    }

    private static string[] Tasks() => Directory.GetDirectories("/proc/self/task");

    private static string? NameOf(string task)
    {
        try
        {
            return File.ReadAllText(Path.Combine(task, "comm"));
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static int RunUntilDisposed(OnnxSession session, int value, CountdownEvent begun)
    {
        int runs = 0;
        try
        {
            while (true)
            {
                Assert.That(Run(session, value), Is.EqualTo(2 * value));
                if (++runs == 1)
                {
                    begun.Signal();
                }
            }
        }
        catch (ObjectDisposedException)
        {
            return runs;
        }
    }

    private static float Run(OnnxSession session, float value)
    {
        using var inputs = new NamedValues();
        inputs.AddFloats("x", 1, Width).Fill(value);
        using NamedValues outputs = session.Run(inputs, ["y"]);
        ReadOnlySpan<float> doubled = outputs.Floats("y");
        return doubled[^1];
    }

    private static ModelProto Doubling()
    {
        ModelProto model = OnnxFile.Create("doubling");
        var builder = new GraphBuilder(model.Graph);
        string x = builder.Input("x", -1, Width);
        builder.AddAs("y", "Add", [x, x]);
        builder.Output("y", -1, Width);
        return model;
    }
}
