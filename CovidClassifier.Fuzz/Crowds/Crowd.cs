using System.Diagnostics;
using CovidClassifier.Fuzz.Targets;

namespace CovidClassifier.Fuzz.Crowds;

/// <summary>Threads that ask one model for predictions, while other models are loaded, asked and disposed beside them.</summary>
/// <param name="threads">How many ask.</param>
/// <param name="predictions">Of each.</param>
/// <param name="models">Beside them.</param>
internal sealed class Crowd(int threads, int predictions, int models)
{
    private const int Pictures = 8;

    private long _done;
    private long _wrong;

    public CrowdResult Execute()
    {
        using var scratch = new Scratch();
        string[] zips = [scratch.Write("0.zip", SmallModels.Zip(1)), scratch.Write("1.zip", SmallModels.Zip(2))];
        byte[][] pictures = [.. Enumerable.Range(0, Pictures).Select(i => SmallModels.Picture((ulong)i, i % 2))];
        float[][] expected = [.. zips.Select(zip => Ask(zip, pictures))];
        using CovidModel shared = CovidModel.Load(zips[0]);
        long began = Stopwatch.GetTimestamp(), all = (long)threads * predictions;
        Thread[] crowd = [.. Enumerable.Range(0, threads).Select(_ => new Thread(() => Predict(shared, pictures, expected[0])))];
        Array.ForEach(crowd, t => t.Start());
        ProcessSize? before = null;
        for (int loaded = 0; loaded < models || before is null;)
        {
            // spread over the whole time
            if (loaded < models && Interlocked.Read(ref _done) >= loaded * all / models)
            {
                int which = loaded++ % zips.Length;
                if (!Ask(zips[which], pictures).SequenceEqual(expected[which]))
                {
                    Interlocked.Increment(ref _wrong);
                }
            }

            before = before ?? (Interlocked.Read(ref _done) >= all / 10 ? ProcessSize.Now() : null);
            Thread.Sleep(1);
        }

        Array.ForEach(crowd, t => t.Join());
        GC.Collect();
        return new CrowdResult(all, _wrong, models, before, ProcessSize.Now(), Stopwatch.GetElapsedTime(began).TotalSeconds);
    }

    private static float[] Ask(string zip, byte[][] pictures)
    {
        using CovidModel model = CovidModel.Load(zip);
        return [.. pictures.Select(p => model.Predict(p)["COVID-19"])];
    }

    private void Predict(CovidModel model, byte[][] pictures, float[] expected)
    {
        for (int i = 0; i < predictions; i++)
        {
            try
            {
                if (model.Predict(pictures[i % pictures.Length])["COVID-19"] != expected[i % pictures.Length])
                {
                    Interlocked.Increment(ref _wrong);
                }
            }
            catch (Exception e) when (e is CovidClassifierException or ObjectDisposedException)
            {
                Interlocked.Increment(ref _wrong);
            }

            Interlocked.Increment(ref _done);
        }
    }
}
