namespace CovidClassifier.Learning.Training;

/// <summary>When to stop and which epoch was best, from the validation losses alone, so that a resumed run decides as an uninterrupted one.</summary>
internal static class EarlyStopping
{
    /// <summary>Index of the lowest loss; of equal ones the first. -1 where there is none.</summary>
    public static int Best(IReadOnlyList<double> losses)
    {
        int best = -1;
        for (int i = 0; i < losses.Count; i++)
        {
            if (best < 0 || losses[i] < losses[best])
            {
                best = i;
            }
        }

        return best;
    }

    /// <summary>Whether <paramref name="patience"/> epochs have passed since the best.</summary>
    public static bool IsDue(IReadOnlyList<double> losses, int patience) => losses.Count > 0 && losses.Count - 1 - Best(losses) >= patience;
}
