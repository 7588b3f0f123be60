using System.Collections.Concurrent;
using CovidClassifier.Foundation;

namespace CovidClassifier.Tests.Foundation;

public class ParallelMapTests
{
    [Test]
    public void Map_WorkOfUnequalLength_ComesInTheOrderOfTheThings()
    {
        IReadOnlyList<int> squares = ParallelMap.Map(
            Enumerable.Range(0, 200),
            i =>
            {
                Thread.SpinWait(i % 7 == 0 ? 20_000 : 10);
                return i * i;
            },
            progress: null,
            default);
        Assert.That(squares, Is.EqualTo(Enumerable.Range(0, 200).Select(i => i * i)));
    }

    [Test]
    public void Map_OfNothing_IsNothing() => Assert.That(ParallelMap.Map(Array.Empty<int>(), i => i, progress: null, default), Is.Empty);

    [TestCase(true)]
    [TestCase(false)]
    public void Progress_CountsEachThingOnce_AndKnowsTheTotalWhereItIsCheapToKnow(bool isList)
    {
        var told = new ConcurrentBag<PredictionProgress>();
        ParallelMap.Map(isList ? Enumerable.Range(0, 50).ToArray() : Endless().Take(50).Where(_ => true), i => i, new Told(told), default);
        Assert.That(told.Select(t => t.Done).Order(), Is.EqualTo(Enumerable.Range(1, 50)));
        Assert.That(told.Select(t => t.Total), Is.All.EqualTo(isList ? 50 : (int?)null));
    }

    [Test]
    public void Map_AThingThatFails_ThrowsItsOwnErrorWithItsOwnTrace()
    {
        FormatException error = Assert.Throws<FormatException>(() =>
            ParallelMap.Map(Enumerable.Range(0, 20), i => i == 13 ? Fail(i) : i, progress: null, default))!;
        Assert.That(error.Message, Is.EqualTo("thing 13"));
        Assert.That(error.StackTrace, Does.Contain(nameof(Fail)));
    }

    [Test]
    public void Map_Cancelled_StopsBetweenThings()
    {
        using var source = new CancellationTokenSource();
        int done = 0, afterwards = 0;
        bool cancelled = false;
        Assert.That(
            () => ParallelMap.Map(
                Endless(),
                i =>
                {
                    // counted from when Cancel has returned: until then others may go on, however long that thread has to wait for a core
                    if (Volatile.Read(ref cancelled))
                    {
                        Interlocked.Increment(ref afterwards);
                    }

                    if (Interlocked.Increment(ref done) == 30)
                    {
                        source.Cancel();
                        Volatile.Write(ref cancelled, true);
                    }

                    return i;
                },
                progress: null,
                source.Token),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(done, Is.AtLeast(30));
        Assert.That(afterwards, Is.LessThan(10 * Environment.ProcessorCount));
    }

    [Test]
    public void Map_TakesThingsOneByOne_SoThatALongListNeedNotBeHeld()
    {
        int taken = 0, done = 0, most = 0;
        IEnumerable<int> Things()
        {
            for (int i = 0; i < 300; i++)
            {
                most = Math.Max(most, Interlocked.Increment(ref taken) - Volatile.Read(ref done));
                yield return i;
            }
        }

        ParallelMap.Map(
            Things(),
            i =>
            {
                Thread.SpinWait(200);
                Interlocked.Increment(ref done);
                return i;
            },
            progress: null,
            default);
        Assert.That(most, Is.LessThanOrEqualTo((2 * Environment.ProcessorCount) + 2));
    }

    private static int Fail(int thing) => throw new FormatException($"thing {thing}");

    private static IEnumerable<int> Endless()
    {
        for (int i = 0; ; i++)
        {
            yield return i;
        }
    }

    private sealed class Told(ConcurrentBag<PredictionProgress> told) : IProgress<PredictionProgress>
    {
        public void Report(PredictionProgress value) => told.Add(value);
    }
}
