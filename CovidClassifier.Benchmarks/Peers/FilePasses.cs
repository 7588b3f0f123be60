using System.Diagnostics;

namespace CovidClassifier.Benchmarks.Peers;

/// <summary>Goes through files on all cores, several times over.</summary>
internal sealed class FilePasses(string[] files, Action<string> read)
{
    private const int Passes = 4;

    public double MillisecondsPerFile()
    {
        Pass();
        long began = Stopwatch.GetTimestamp();
        for (int pass = 0; pass < Passes; pass++)
        {
            Pass();
        }

        return Stopwatch.GetElapsedTime(began).TotalMilliseconds / (Passes * files.Length);
    }

    private void Pass()
    {
        int next = -1;
        // one by one: the default partitions would leave the large files of the end to one core
        Parallel.For(0, Environment.ProcessorCount, _ =>
        {
            for (int i; (i = Interlocked.Increment(ref next)) < files.Length;)
            {
                read(files[i]);
            }
        });
    }
}
