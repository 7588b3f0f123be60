using System.Diagnostics;
using Spectre.Console;

namespace CovidClassifier.Console.Views;

/// <summary>How far a scoring into a file has come, and when it will be done: a bar on a terminal, a line now and then in a log.</summary>
internal static class ScoreProgressView
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(10);

    /// <param name="screen">Where.</param>
    /// <param name="total">Images in all; null where only their end will tell.</param>
    /// <param name="work">Told how to say that one more image is done, and whether it was done by an earlier run.</param>
    public static void During(Screen screen, int? total, Action<Action<bool>> work)
    {
        if (screen.IsLive)
        {
            Bars.On(screen.Terminal).Start(context =>
            {
                string images = total is { } count ? $"Scoring {Figures.Of(count)} images" : "Scoring images";
                ProgressTask bar = context.AddTask(images, autoStart: true, maxValue: total ?? 1);
                bar.IsIndeterminate = total is null;
                var pace = new Pace(total);
                work(isEarlier =>
                {
                    pace.Count(isEarlier);
                    bar.Tag = pace.Left;
                    bar.Increment(total is null ? 0 : 1);
                });
                bar.StopTask();
            });
            return;
        }

        var counted = new Pace(total);
        long last = Stopwatch.GetTimestamp();
        work(isEarlier =>
        {
            counted.Count(isEarlier);
            if (Stopwatch.GetElapsedTime(last) >= BetweenLines)
            {
                last = Stopwatch.GetTimestamp();
                screen.Say(counted.ToString());
            }
        });
    }

    /// <summary>Images done, and how fast.</summary>
    private sealed class Pace(int? total)
    {
        private readonly long _began = Stopwatch.GetTimestamp();
        private int _done;
        private int _earlier;

        // images of an earlier run took no time of this one
        private double PerSecond => (_done - _earlier) / Math.Max(Stopwatch.GetElapsedTime(_began).TotalSeconds, 1e-3);

        public TimeSpan? Left => total is { } all && _done > _earlier ? TimeSpan.FromSeconds(Math.Max(0, all - _done) / PerSecond) : null;

        public void Count(bool isEarlier)
        {
            _done++;
            _earlier += isEarlier ? 1 : 0;
        }

        public override string ToString()
        {
            string of = total is { } all ? $" of {Figures.Of(all)}" : "";
            string left = Left is { } time ? $", {Figures.Of(time)} left" : "";
            return FormattableString.Invariant($"{_done}{of} images, {PerSecond:0.0} a second{left}.");
        }
    }
}
