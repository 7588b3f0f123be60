using System.Globalization;

namespace CovidClassifier.Fuzz.Mutation;

/// <summary>Keeps the inputs that failed, so that they can be looked at and put into the corpus.</summary>
/// <param name="path">Made where it is missing; null: only told.</param>
internal sealed class FailureFolder(string? path)
{
    private const int MostTold = 20;

    public void Keep(string target, IReadOnlyList<FuzzFailure> failures)
    {
        for (int i = 0; i < failures.Count; i++)
        {
            if (path is not null)
            {
                Directory.CreateDirectory(path);
                string name = string.Create(CultureInfo.InvariantCulture, $"{target}-{i:D4}");
                File.WriteAllBytes(Path.Combine(path, name), failures[i].Input);
                File.WriteAllText(Path.Combine(path, name + ".txt"), failures[i].What);
            }

            if (i < MostTold)
            {
                System.Console.Error.WriteLine($"{target}: {failures[i].What.Split('\n')[0]}");
            }
        }
    }
}
