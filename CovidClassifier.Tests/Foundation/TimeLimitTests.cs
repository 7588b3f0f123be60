using CovidClassifier.Foundation;

namespace CovidClassifier.Tests.Foundation;

public class TimeLimitTests
{
    [Test]
    public void Run_OfWorkThatEnds_GivesItsResult() => Assert.That(TimeLimit.Run(() => 7, TimeSpan.FromMinutes(1)), Is.EqualTo(7));

    [Test]
    public void Run_OfWorkThatFails_LetsItsErrorOut() =>
        Assert.That(() => TimeLimit.Run<int>(() => throw new InvalidDataException("bad"), TimeSpan.FromMinutes(1)), Throws.TypeOf<InvalidDataException>());

    [Test]
    public void Run_OfWorkThatNeverEnds_EndsItWithItsTime()
    {
        long rounds = 0;
        Assert.That(
            () => TimeLimit.Run<int>(
                () =>
                {
                    while (true)
                    {
                        rounds++;
                    }
                },
                TimeSpan.FromMilliseconds(50)),
            Throws.TypeOf<TimeoutException>());
        long ended = rounds;
        Thread.Sleep(20);
        Assert.That(rounds, Is.EqualTo(ended), "it goes on");
    }
}
