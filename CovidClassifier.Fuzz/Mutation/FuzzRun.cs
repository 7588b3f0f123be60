using System.Diagnostics;
using System.Globalization;
using CovidClassifier.Foundation;
using CovidClassifier.Fuzz.Targets;

namespace CovidClassifier.Fuzz.Mutation;

/// <summary>
/// Gives a target damaged inputs, always the same ones for the same seed: each is to end in an answer or in the named error, within time and memory, and a
/// whole input among them is to have the answer that it always has.
/// </summary>
/// <param name="target">What reads them.</param>
/// <param name="seed">Where the damage comes from.</param>
internal sealed class FuzzRun(IFuzzTarget target, ulong seed)
{
    /// <summary>Seconds of the processor for one input, at most.</summary>
    public const double MostSeconds = 2;

    /// <summary>Bytes of managed memory for one input, at most.</summary>
    public const long MostBytes = 512L << 20;

    private const int LongestMessage = 8_000;

    // whole inputs come between the damaged ones
    private const int WholeEvery = 100;

    private readonly List<FuzzFailure> _failures = [];
    private int _refused;
    private double _worstSeconds;
    private long _worstBytes;

    /// <summary>The input that is being read, and since when; for those who watch.</summary>
    public (byte[] Input, long Since)? Current { get; private set; }

    public FuzzResult Execute(int count, CancellationToken cancellationToken = default)
    {
        string[] answers = [.. target.Seeds.Select(Known)];
        RandomStream random = new Seed(seed).For(target.Name).Open();
        var mutator = new Mutator(random);
        for (int round = 0; round < count; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            byte[] other = target.Seeds[random.Below(target.Seeds.Count)];
            Give(target.Mend(mutator.Mutate(target.Seeds[random.Below(target.Seeds.Count)], other), random));
            if (round % WholeEvery == 0 || round == count - 1)
            {
                int whole = random.Below(answers.Length);
                RequireSame(target.Seeds[whole], answers[whole]);
            }
        }

        using Process own = Process.GetCurrentProcess();
        return new FuzzResult(target.Name, count, _refused, _failures, _worstSeconds, _worstBytes, own.PeakWorkingSet64);
    }

    private void Give(byte[] input)
    {
        long bytes = GC.GetTotalAllocatedBytes();
        double began = ProcessorSeconds();
        Current = (input, Stopwatch.GetTimestamp());
        try
        {
            _ = target.Answer(input);
        }
        catch (Exception e) when (target.IsNamed(e))
        {
            _refused++;
            if (e.Message.Any(c => char.IsControl(c) && c != '\n') || e.Message.Length > LongestMessage)
            {
                Fail(input, $"Its message is endless or has control characters: {ShownText.Of(e.Message)}");
            }
        }
        catch (Exception e)
        {
            Fail(input, e.ToString());
        }

        Current = null;
        double seconds = ProcessorSeconds() - began;
        bytes = GC.GetTotalAllocatedBytes() - bytes;
        _worstSeconds = Math.Max(_worstSeconds, seconds);
        _worstBytes = Math.Max(_worstBytes, bytes);
        if (seconds > MostSeconds || bytes > MostBytes)
        {
            Fail(input, string.Create(CultureInfo.InvariantCulture, $"It took {seconds:F2} s and {bytes >> 20} MB."));
        }
    }

    private void RequireSame(byte[] whole, string answer)
    {
        if (Known(whole) is var now && now != answer)
        {
            Fail(whole, $"A whole input has another answer than before: {ShownText.Of(now)}");
        }
    }

    private string Known(byte[] input)
    {
        try
        {
            return target.Answer(input);
        }
        catch (Exception e) when (target.IsNamed(e))
        {
            return e.GetType().Name;
        }
    }

    private void Fail(byte[] input, string what) => _failures.Add(new FuzzFailure(input, what));

    private static double ProcessorSeconds() => Environment.CpuUsage.TotalTime.TotalSeconds;
}
