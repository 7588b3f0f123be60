using CovidClassifier.Foundation;

namespace CovidClassifier.Tests.Foundation;

public class SharedUseTests
{
    [Test]
    public void Dispose_WithoutAUse_FreesAtOnce()
    {
        var value = new Counted();
        var shared = new SharedUse<Counted>(value, typeof(SharedUseTests));
        shared.Begin().Dispose();
        shared.Dispose();
        shared.Dispose();
        Assert.That(value.Freed, Is.EqualTo(1));
    }

    [Test]
    public void Dispose_DuringUses_LeavesItToTheLast()
    {
        var value = new Counted();
        var shared = new SharedUse<Counted>(value, typeof(SharedUseTests));
        SharedUse<Counted>.Use first = shared.Begin(), second = shared.Begin();
        shared.Dispose();
        first.Dispose();
        Assert.That(value.Freed, Is.Zero);
        second.Dispose();
        Assert.That(value.Freed, Is.EqualTo(1));
    }

    [Test]
    public void Begin_AfterDispose_Throws_AlsoWhileAnotherUseGoesOn()
    {
        var shared = new SharedUse<Counted>(new Counted(), typeof(SharedUseTests));
        SharedUse<Counted>.Use going = shared.Begin();
        shared.Dispose();
        Assert.That(() => Touch(shared),
            Throws.TypeOf<ObjectDisposedException>().With.Property(nameof(ObjectDisposedException.ObjectName)).EqualTo(typeof(SharedUseTests).FullName));
        going.Dispose();
        Assert.That(() => Touch(shared), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public void Uses_OfManyThreads_NeverMeetAFreedValue_AndItIsFreedOnce()
    {
        for (int round = 0; round < 20; round++)
        {
            var value = new Counted();
            var shared = new SharedUse<Counted>(value, typeof(SharedUseTests));
            Thread[] threads = [.. Enumerable.Range(0, 4).Select(i => new Thread(() => UseUntilDisposed(shared)))];
            Array.ForEach(threads, t => t.Start());
            shared.Dispose();
            Array.ForEach(threads, t => t.Join());
            Assert.That((value.Freed, value.UsedAfter), Is.EqualTo((1, 0)));
        }
    }

    private static void UseUntilDisposed(SharedUse<Counted> shared)
    {
        try
        {
            while (true)
            {
                Touch(shared);
            }
        }
        catch (ObjectDisposedException)
        {
            // that is how it ends
        }
    }

    private static void Touch(SharedUse<Counted> shared)
    {
        using SharedUse<Counted>.Use use = shared.Begin();
        use.Value.Touch();
    }

    private sealed class Counted : IDisposable
    {
        private int _freed;
        private int _usedAfter;

        public int Freed => _freed;

        public int UsedAfter => _usedAfter;

        public void Touch()
        {
            if (Volatile.Read(ref _freed) > 0)
            {
                Interlocked.Increment(ref _usedAfter);
            }
        }

        public void Dispose() => Interlocked.Increment(ref _freed);
    }
}
