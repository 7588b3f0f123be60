using CovidClassifier.Foundation;
using CovidClassifier.Fuzz.Targets;

namespace CovidClassifier.Fuzz.Killing;

/// <summary>A process that is killed while it saves over a file: the file is always one of the two models, and the next save removes what is left.</summary>
/// <param name="plan">How often.</param>
internal sealed class KilledSaving(KillPlan plan)
{
    private const string Saved = "model.zip";

    public KillResult Execute()
    {
        var faults = new List<string>();
        RandomStream random = new Seed(plan.Seed).For(plan.Work).Open();
        string folder = Directory.CreateTempSubdirectory("covidclassifier-kills-").FullName;
        string file = Path.Combine(folder, Saved);
        var victim = new Victim(typeof(KilledSaving).Assembly.GetName().Name + ".dll", folder);
        byte[] picture = SmallModels.Picture(1, 0);
        File.WriteAllBytes(file, SmallModels.Zip(1));
        HashSet<float> known = [Ask(SmallModels.Zip(1)), Ask(SmallModels.Zip(2))];
        for (int kill = 0; kill < plan.Count; kill++)
        {
            if (!victim.Run(TimeSpan.FromSeconds(random.Uniform(1, 4)), SaveCommand.Verb, file))
            {
                faults.Add("saving: the process ended by itself.");
            }

            using CovidModel model = CovidModel.Load(file);
            if (!known.Contains(model.Predict(picture)["COVID-19"]))
            {
                faults.Add("saving: the file is none of the two models.");
            }

            model.Save(file);
            faults.AddRange(Directory.GetFiles(folder).Where(f => f != file).Select(f => $"saving: '{Path.GetFileName(f)}' is left after the next save."));
        }

        Directory.Delete(folder, recursive: true);
        return new KillResult(plan.Work, plan.Count, plan.Count, faults);

        float Ask(byte[] zip)
        {
            string copy = Path.Combine(folder, "tmp", "asked.zip");
            File.WriteAllBytes(copy, zip);
            using CovidModel model = CovidModel.Load(copy);
            File.Delete(copy);
            return model.Predict(picture)["COVID-19"];
        }
    }
}
