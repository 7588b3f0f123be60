using System.Globalization;
using System.Text;

namespace CovidClassifier.Foundation;

/// <summary>
/// Unicode's canonical decomposition (UAX 15, form D), the same on every machine: .NET's own does nothing where the globalization is invariant, and macOS
/// writes names of files decomposed where other
/// systems compose them.
/// </summary>
internal static class CanonicalForm
{
    // Hangul syllables are composed by arithmetic (The Unicode Standard, 3.12)
    private const int FirstSyllable = 0xAC00, LastSyllable = 0xD7A3, Lead = 0x1100, Vowel = 0x1161, Trail = 0x11A7, Vowels = 21, Trails = 28;

    private const char FirstThatDecomposes = '\u00C0';

    private static readonly Lazy<(Dictionary<int, int[]> Decompositions, Dictionary<int, int> Classes)> Table = new(ReadTable);

    /// <summary>The decomposed form; two texts that look and mean the same have one.</summary>
    public static string Of(string text) => text.AsSpan().IndexOfAnyExceptInRange('\0', (char)(FirstThatDecomposes - 1)) < 0 ? text : Decompose(text);

    /// <summary>True where the two are the same text in whatever form.</summary>
    public static bool AreEqual(string one, string other) => string.Equals(Of(one), Of(other), StringComparison.Ordinal);

    private static string Decompose(string text)
    {
        List<int> runes = [.. text.EnumerateRunes().SelectMany(r => Decompose(r.Value))];
        Order(runes);
        StringBuilder decomposed = new(text.Length * 2);
        foreach (int rune in runes)
        {
            decomposed.Append(new Rune(rune).ToString());
        }

        return decomposed.ToString();
    }

    private static int[] Decompose(int rune)
    {
        if (rune is >= FirstSyllable and <= LastSyllable)
        {
            int index = rune - FirstSyllable;
            int trail = index % Trails;
            int[] pair = [Lead + index / (Vowels * Trails), Vowel + index % (Vowels * Trails) / Trails];
            return trail == 0 ? pair : [.. pair, Trail + trail];
        }

        return Table.Value.Decompositions.GetValueOrDefault(rune) ?? [rune];
    }

    /// <summary>Marks that follow a letter go by their combining class, equal ones as they stand.</summary>
    private static void Order(List<int> runes)
    {
        for (int i = 1; i < runes.Count; i++)
        {
            int mark = ClassOf(runes[i]);
            for (int at = i; mark > 0 && at > 0 && ClassOf(runes[at - 1]) > mark; at--)
            {
                (runes[at - 1], runes[at]) = (runes[at], runes[at - 1]);
            }
        }
    }

    private static int ClassOf(int rune) => Table.Value.Classes.GetValueOrDefault(rune);

    private static (Dictionary<int, int[]> Decompositions, Dictionary<int, int> Classes) ReadTable()
    {
        Dictionary<int, int[]> decompositions = [];
        Dictionary<int, int> classes = [];
        using Stream stream = typeof(CanonicalForm).Assembly.GetManifestResourceStream("canonical-decompositions.txt")!;
        using StreamReader lines = new(stream);
        while (lines.ReadLine() is { } line)
        {
            string[] words = line.Split(' ');
            if (words[0] == "=")
            {
                int mark = int.Parse(words[1], CultureInfo.InvariantCulture);
                foreach (int rune in words.Skip(2).SelectMany(Range))
                {
                    classes[rune] = mark;
                }
            }
            else if (words[0] != "#")
            {
                decompositions[Hex(words[0])] = [.. words.Skip(1).Select(Hex)];
            }
        }

        return (decompositions, classes);
    }

    private static IEnumerable<int> Range(string range)
    {
        string[] ends = range.Split('-');
        int first = Hex(ends[0]);
        return Enumerable.Range(first, Hex(ends[^1]) - first + 1);
    }

    private static int Hex(string digits) => int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
