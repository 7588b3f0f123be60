using CovidClassifier.Auditing.Context;

namespace CovidClassifier.Auditing.Retraining;

/// <summary>Chooses the images that stand for a large set: whole patients, and rare classes whole; the others share what is left evenly.</summary>
internal static class AuditSample
{
    /// <param name="context">The images.</param>
    /// <param name="most">About so many are taken at most; all where there are no more.</param>
    /// <returns>In the order of the context.</returns>
    public static IReadOnlyList<int> Of(AuditContext context, int most)
    {
        int[] all = [.. Enumerable.Range(0, context.Count)];
        if (context.Count <= most)
        {
            return all;
        }

        int[] counts = [.. context.Dataset.ClassNames.Select((_, label) => context.Labels.Count(l => l == label))];
        int quota = Quota(counts, most);
        ILookup<int, int> images = all.ToLookup(i => context.Patients[i]);
        int[] patients = [.. images.Select(p => p.Key)];
        context.SeedFor("sample").Open().Shuffle<int>(patients);
        int[] taken = new int[counts.Length];
        List<int> sample = [];
        foreach (int patient in patients.Where(p => images[p].Any(i => counts[context.Labels[i]] <= quota)).Concat(patients).Distinct())
        {
            if (images[patient].Any(i => taken[context.Labels[i]] < quota))
            {
                sample.AddRange(images[patient]);
                foreach (int image in images[patient])
                {
                    taken[context.Labels[image]]++;
                }
            }
        }

        sample.Sort();
        return sample;
    }

    /// <summary>How many images of a class are taken at most, so that the smaller classes stay whole and all together are no more than asked.</summary>
    private static int Quota(int[] counts, int most)
    {
        int left = most, classes = counts.Length;
        foreach (int count in counts.Order())
        {
            if (count > left / classes)
            {
                break;
            }

            left -= count;
            classes--;
        }

        return classes == 0 ? most : left / classes;
    }
}
