using System.Runtime.CompilerServices;
using CovidClassifier.Foundation;

namespace CovidClassifier.Tests.Foundation;

public class ParallelStreamTests
{
    private static readonly ParallelStream ThreeByTwo = new(batchSize: 3, workers: 2);

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(3)]
    [TestCase(100)]
    public async Task Map_GivesOneResultPerThing_InOrder(int things)
    {
        List<int> results = [];
        await foreach (int result in ThreeByTwo.Map(ParallelStream.Of(Enumerable.Range(0, things)), SlowestFirst))
        {
            results.Add(result);
        }

        Assert.That(results, Is.EqualTo(Enumerable.Range(0, things).Select(i => 10 * i)));
    }

    [Test]
    public async Task Map_OfAnEndlessStream_HoldsABoundedNumberOfThings()
    {
        int taken = 0, largest = 0;
        int done = 0;
        await foreach (int _ in ThreeByTwo.Map(ParallelStream.Of(Counting()), (batch, _) =>
        {
            largest = Math.Max(largest, batch.Count);
            return (int[])[.. batch];
        }))
        {
            if (++done == 500)
            {
                break;
            }

            Assert.That(Volatile.Read(ref taken) - done, Is.LessThan(60));
        }

        Assert.That(largest, Is.LessThanOrEqualTo(3));

        IEnumerable<int> Counting()
        {
            while (true)
            {
                yield return Interlocked.Increment(ref taken);
            }
        }
    }

    [Test]
    public async Task Map_WhereTheNextThingIsNotThereYet_DoesNotLetTheOthersWait()
    {
        var later = new TaskCompletionSource();
        await using IAsyncEnumerator<int> results = ThreeByTwo.Map(Slow(), (batch, _) => (int[])[.. batch]).GetAsyncEnumerator();
        Assert.That(await results.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20)), Is.True);
        later.SetResult();
        Assert.That(await results.MoveNextAsync() && !await results.MoveNextAsync(), Is.True);

        async IAsyncEnumerable<int> Slow()
        {
            yield return 1;
            await later.Task;
            yield return 2;
        }
    }

    [Test]
    public void Map_WhoseWorkFails_ThrowsItsErrorBehindTheResultsBeforeIt()
    {
        List<int> results = [];
        Assert.That(async () =>
        {
            await foreach (int result in ThreeByTwo.Map(ParallelStream.Of(Enumerable.Range(0, 100)), FailAt30))
            {
                results.Add(result);
            }
        }, Throws.TypeOf<InvalidOperationException>().With.Message.EqualTo("thirty"));
        Assert.That(results, Is.EqualTo(Enumerable.Range(0, 30)));

        static int[] FailAt30(IReadOnlyList<int> batch, CancellationToken token) =>
            batch.Contains(30) ? throw new InvalidOperationException("thirty") : [.. batch];
    }

    [Test]
    public void Map_WhoseStreamFails_ThrowsItsError() => Assert.That(async () =>
    {
        await foreach (int _ in ThreeByTwo.Map(ParallelStream.Of(Enumerable.Range(0, 5).Select(i => i < 4 ? i : throw new FormatException("four"))),
            (batch, _) => (int[])[.. batch]))
        {
        }
    }, Throws.TypeOf<FormatException>());

    [Test]
    public void Map_ThatIsCancelled_Ends_AndNothingGoesOnBehindIt()
    {
        using var cancelling = new CancellationTokenSource();
        int running = 0;
        Assert.That(async () =>
        {
            await foreach (int result in ThreeByTwo.Map(ParallelStream.Of(Enumerable.Range(0, int.MaxValue)), Count, cancelling.Token))
            {
                if (result == 50)
                {
                    await cancelling.CancelAsync();
                }
            }
        }, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(running, Is.Zero);

        int[] Count(IReadOnlyList<int> batch, CancellationToken token)
        {
            Interlocked.Increment(ref running);
            Thread.Sleep(1);
            Interlocked.Decrement(ref running);
            return [.. batch];
        }
    }

    [Test]
    public async Task Map_ThatIsLeftWhileItsStreamIsWaitedFor_EndsTheStreamInOrder()
    {
        bool hasEnded = false;
        await foreach (int _ in ThreeByTwo.Map(Waiting(), (batch, _) => (int[])[.. batch]))
        {
            break;
        }

        Assert.That(hasEnded, Is.True);

        async IAsyncEnumerable<int> Waiting([EnumeratorCancellation] CancellationToken token = default)
        {
            yield return 1;
            try
            {
                await Task.Delay(Timeout.Infinite, token);
            }
            finally
            {
                hasEnded = true;
            }
        }
    }

    private static int[] SlowestFirst(IReadOnlyList<int> batch, CancellationToken token)
    {
        Thread.Sleep(batch[0] == 0 ? 30 : 0);
        return [.. batch.Select(i => 10 * i)];
    }
}
