using CovidClassifier.Imaging;

namespace CovidClassifier.Tests.Imaging;

internal sealed class DecodingMemoryTests
{
    [Test]
    [CancelAfter(60_000)]
    public void Take_ByManyAtOnce_NeverExceedsTheLimit()
    {
        var memory = new DecodingMemory(100);
        int held = 0, most = 0;
        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 16 }, i =>
        {
            int bytes = 10 + i % 5 * 20;
            using DecodingMemory.Portion share = memory.Take(bytes, CancellationToken.None);
            int now = Interlocked.Add(ref held, bytes);
            InterlockedMax(ref most, now);
            Thread.SpinWait(2_000);
            Interlocked.Add(ref held, -bytes);
        });
        Assert.That(most, Is.InRange(60, 100));
    }

    [Test]
    public void Take_CancelledWhileWaiting_LetsTheNextOneIn()
    {
        var memory = new DecodingMemory(100);
        using var cancelled = new CancellationTokenSource();
        using (memory.Take(60, CancellationToken.None))
        {
            cancelled.Cancel();
            Assert.That(() => memory.Take(60, cancelled.Token), Throws.InstanceOf<OperationCanceledException>());
            memory.Take(40, CancellationToken.None).Dispose();
        }

        memory.Take(100, CancellationToken.None).Dispose();
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (int seen = most; value > seen && Interlocked.CompareExchange(ref most, value, seen) != seen; seen = most)
        {
        }
    }
}
