using System.Diagnostics;

namespace CovidClassifier.Benchmarks.Peers;

/// <summary>Asks one question of ours and its peers, in turn, round after round, so that a machine that slows down slows all of them.</summary>
internal static class Duel
{
    private const int LeastRounds = 2;
    private const int MostRounds = 5;

    /// <summary>Ours first, then the peers.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="budget">No round begins that would probably end after it, but for the least of two.</param>
    public static IReadOnlyList<Answer> Run(Question question, TimeSpan budget)
    {
        var sides = new List<Side>();
        try
        {
            sides.AddRange(question.Peers.Select(p => new Side(p.Name, p.Open)).Prepend(new Side("ours", question.Ours)));
            long began = Stopwatch.GetTimestamp();
            for (int round = 0; round < MostRounds; round++)
            {
                TimeSpan spent = Stopwatch.GetElapsedTime(began);
                if (round >= LeastRounds && spent * ((round + 1.0) / round) > budget)
                {
                    break;
                }

                sides.ForEach(s => s.Measure());
            }

            return [.. sides.Select(s => s.Answer)];
        }
        finally
        {
            sides.ForEach(s => s.Dispose());
        }
    }

    private sealed class Side : IDisposable
    {
        private readonly string _name;
        private readonly List<double> _runs = [];
        private readonly IContender? _contender;
        private string? _missing;

        public Side(string name, Func<IContender> open)
        {
            _name = name;
            try
            {
                _contender = open();
            }
            catch (MissingPartException e)
            {
                _missing = e.Message;
            }
        }

        public Answer Answer => new(_name, _runs, _missing);

        public void Measure()
        {
            if (_missing is not null)
            {
                return;
            }

            try
            {
                _runs.Add(_contender!.Measure());
            }
            catch (MissingPartException e)
            {
                _missing = e.Message;
            }
        }

        public void Dispose() => _contender?.Dispose();
    }
}
