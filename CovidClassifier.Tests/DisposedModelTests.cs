using CovidClassifier.Tests.Packaging;

namespace CovidClassifier.Tests;

/// <summary>A server that shuts down disposes of its model while requests still run.</summary>
public class DisposedModelTests
{
    private const int Threads = 16;

    private static readonly byte[][] Pictures = [.. Enumerable.Range(0, 8).Select(i => SomeModel.Picture((ulong)i))];

    [Test]
    public void Dispose_WhilePredicting_EndsEachCallWithItsAnswerOrAsDisposed()
    {
        float[][] expected = Answers();
        for (int round = 0; round < 3; round++)
        {
            CovidModel model = Make();
            using var begun = new CountdownEvent(Threads);
            Task[] callers = [.. Enumerable.Range(0, Threads)
                .Select(i => Task.Factory.StartNew(() => Predict(model, i % Pictures.Length, expected, begun), TaskCreationOptions.LongRunning))];
            begun.Wait();
            Parallel.Invoke(model.Dispose, model.Dispose);
            Assert.That(Task.WhenAll(callers).Wait(TimeSpan.FromMinutes(1)), Is.True, "no caller hangs");
        }
    }

    [Test]
    public void Dispose_WhileManyArePredicted_LetsThatCallEnd()
    {
        CovidModel model = Make();
        using var folder = new TempFolder();
        folder.Write("a.png", Pictures[0]);
        var progress = new Relayed(model.Dispose);
        IReadOnlyList<PredictionOutcome> outcomes = model.PredictMany(Enumerable.Repeat(folder["a.png"], 200), progress);
        Assert.That(outcomes.Select(o => o.Prediction!.Probability).Distinct(), Has.Exactly(1).Items);
        Assert.That(() => model.Predict(Pictures[0]), Throws.TypeOf<ObjectDisposedException>());
    }

    private static CovidModel Make() => SomeModel.Make(SomeModel.Network(2), "COVID-19", 0.5f);

    private static float[][] Answers()
    {
        using CovidModel model = Make();
        return [.. Pictures.Select(p => ProbabilitiesOf(model.Predict(p)))];
    }

    private static void Predict(CovidModel model, int image, float[][] expected, CountdownEvent begun)
    {
        try
        {
            for (int call = 0; ; call++)
            {
                Assert.That(ProbabilitiesOf(model.Predict(Pictures[image])), Is.EqualTo(expected[image]));
                if (call == 0)
                {
                    begun.Signal();
                }
            }
        }
        catch (ObjectDisposedException e)
        {
            Assert.That(e.ObjectName, Is.EqualTo(typeof(CovidModel).FullName));
        }
    }

    private static float[] ProbabilitiesOf(Prediction prediction) => [.. prediction.Probabilities.Select(p => p.Probability)];

    private sealed class Relayed(Action first) : IProgress<PredictionProgress>
    {
        private int _told;

        public void Report(PredictionProgress value)
        {
            if (Interlocked.Exchange(ref _told, 1) == 0)
            {
                first();
            }
        }
    }
}
