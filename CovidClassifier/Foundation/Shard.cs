using System.Globalization;
using CovidClassifier.Foundation;

namespace CovidClassifier;

/// <summary>
/// One of several parts of a work that falls apart by itself: of a list it has every <see cref="Count"/>-th piece, from its own number on, so that parts differ
/// by one piece at most and a list that goes on forever can be dealt too. All parts together are the list, each piece once.
/// </summary>
/// <remarks>Written <c>3/8</c>: the third of eight.</remarks>
public sealed record Shard
{
    /// <param name="number">From 1 to <paramref name="count"/>.</param>
    /// <param name="count">How many parts there are, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public Shard(int number, int count)
    {
        Count = Check.AtLeast(count, 1, nameof(count));
        Number = number >= 1 && number <= count
            ? number
            : throw new ArgumentOutOfRangeException(
                nameof(number), number, FormattableString.Invariant($"A shard's number must lie between 1 and {count}, got {number}."));
    }

    /// <summary>Which part, from 1.</summary>
    public int Number { get; }

    /// <summary>How many parts there are.</summary>
    public int Count { get; }

    /// <summary>The only part: everything.</summary>
    public static Shard Whole { get; } = new(1, 1);

    /// <summary>Whether a piece of the list belongs to this part.</summary>
    /// <param name="index">Its place in the list, from 0.</param>
    public bool Contains(long index) => index % Count == Number - 1;

    /// <summary>Those of a list that belong to this part, in their order.</summary>
    /// <typeparam name="T">What the list holds.</typeparam>
    public IEnumerable<T> Of<T>(IEnumerable<T> list)
    {
        ArgumentNullException.ThrowIfNull(list);
        return list.Where((_, index) => Contains(index));
    }

    /// <summary>The part that a text such as <c>3/8</c> means.</summary>
    /// <exception cref="FormatException">The text is no such part.</exception>
    public static Shard Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] numbers = text.Split('/');
        return numbers.Length == 2
            && int.TryParse(numbers[0], NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && int.TryParse(numbers[1], NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            && number >= 1 && number <= count
            ? new Shard(number, count)
            : throw new FormatException($"A shard must be written as i/n, from 1/n to n/n, for example 3/8, got '{text}'.");
    }

    /// <summary>
    /// The part that a scheduler has given this process: in an array job of Slurm from <c>SLURM_ARRAY_TASK_ID</c>, <c>_MIN</c>, <c>_MAX</c>, <c>_STEP</c> and
    /// <c>_COUNT</c>, in an Indexed Job of Kubernetes from <c>JOB_COMPLETION_INDEX</c>.
    /// </summary>
    /// <param name="count">How many parts there are. Kubernetes does not tell it, so that it must be given there; null: what Slurm says.</param>
    /// <exception cref="FormatException">There is no scheduler, there are two, or what it says is no part; the message tells which variable says
    /// what.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    public static Shard FromScheduler(int? count = null) =>
        new ScheduledShard(Environment.GetEnvironmentVariable).Read(count is { } given ? Check.AtLeast(given, 1, nameof(count)) : null);

    /// <summary>As <see cref="Parse"/> reads it.</summary>
    public override string ToString() => FormattableString.Invariant($"{Number}/{Count}");
}
