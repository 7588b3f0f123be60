using CovidClassifier.Foundation;
using CovidClassifier.Fuzz.Mutation;
using CovidClassifier.Fuzz.Targets;

namespace CovidClassifier.Fuzz.Damage;

/// <summary>Changes one bit of a whole file at a time: the answer stays the same, or the named error comes.</summary>
/// <param name="target">What reads the file.</param>
/// <param name="seed">Where the places come from.</param>
internal sealed class FlipRun(IFuzzTarget target, ulong seed)
{
    public FlipResult Execute(int places, CancellationToken cancellationToken = default)
    {
        byte[] whole = target.Seeds[0];
        string answer = target.Answer(whole);
        RandomStream random = new Seed(seed).For("flips").For(target.Name).Open();
        int same = 0, refused = 0;
        var failures = new List<FuzzFailure>();
        for (int i = 0; i < places; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            byte[] changed = [.. whole];
            int at = random.Below(changed.Length), bit = random.Below(8);
            changed[at] ^= (byte)(1 << bit);
            try
            {
                if (target.IsSame(answer, target.Answer(changed)))
                {
                    same++;
                }
                else
                {
                    failures.Add(new FuzzFailure(changed, FormattableString.Invariant($"Bit {bit} of byte {at}: another answer without a word.")));
                }
            }
            catch (Exception e) when (target.IsNamed(e))
            {
                refused++;
            }
            catch (Exception e)
            {
                failures.Add(new FuzzFailure(changed, FormattableString.Invariant($"Bit {bit} of byte {at}: {e}")));
            }
        }

        return new FlipResult(target.Name, whole.Length, places, same, refused, failures);
    }
}
