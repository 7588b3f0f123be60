using System.Diagnostics;

namespace CovidClassifier.Benchmarks.Serving;

/// <summary>Replaces a served model's file, over and over, by another one and back.</summary>
internal static class Replacements
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <returns>How many of them the server has told of by another version.</returns>
    public static async Task<int> Make(string zip, string folder, int count, Load load)
    {
        byte[] first = File.ReadAllBytes(zip);
        string other = Path.Combine(folder, "other.zip");
        using (var model = CovidModel.Load(zip))
        {
            model.Save(other);
        }

        // a comment makes another file of the same model, should saving give the same bytes
        byte[] second = File.ReadAllBytes(other);
        if (second.AsSpan().SequenceEqual(first))
        {
            second = [.. second[..^2], 1, 0, (byte)'x'];
        }

        int seen = 0;
        string version = await load.Version();
        for (int i = 0; i < count; i++)
        {
            string next = Path.Combine(folder, "next");
            File.WriteAllBytes(next, i % 2 == 0 ? second : first);
            File.Move(next, zip, overwrite: true);
            string now = await Change(version, load);
            seen += now == version ? 0 : 1;
            version = now;
        }

        return seen;
    }

    private static async Task<string> Change(string version, Load load)
    {
        long began = Stopwatch.GetTimestamp();
        string now;
        while ((now = await load.Version()) == version && Stopwatch.GetElapsedTime(began) < Patience)
        {
            await Task.Delay(20);
        }

        return now;
    }
}
