using CovidClassifier.Reporting.Content;
using CovidClassifier.Reporting.Page;

namespace CovidClassifier.Reporting.Sections;

/// <summary>Whose images they are, by part and class: the first table of a paper.</summary>
internal static class GroupRows
{
    private const int MostColumns = 6;

    public static void Write(HtmlWriter html, ReportJsonObject json, IReadOnlyList<ReportPart> parts)
    {
        (ReportPart Part, CardGroup Group)[] rows = [.. parts.SelectMany(p => p.Groups.Select(g => (p, g)))];
        if (rows.Length == 0)
        {
            return;
        }

        CardGroup[] groups = Array.ConvertAll(rows, r => r.Group);
        bool isAgeKnown = groups.Any(g => g.KnownAges > 0);
        string[] sexes = Known(groups, g => g.Sexes), views = Known(groups, g => g.Views);
        html.Element("h3", "Patients and images by part and class");
        html.Note("Sex and age: once for each patient, by the first image that tells; views: by image. " + NotKnown(isAgeKnown, sexes, views));
        string[] columns =
        [
            "Part and class", "Patients", "Images", .. isAgeKnown ? (string[])["Age, median (quartiles)", "Age known"] : [],
            .. sexes.Select(s => $"Sex {s}"), .. views.Select(v => $"View {v}"),
        ];
        html.Table("Patients and images by part and class", columns, () =>
        {
            foreach (((ReportPart part, CardGroup group), ReportJsonObject at) in json.Objects("groups", rows.Take(PageLimits.Rows)))
            {
                at.Text("part", part.Name);
                at.Text("label", group.Label);
                html.Element("tr", () =>
                {
                    html.RowName($"{part.Name}: {group.Label}");
                    html.Cell(at.Count("patients", group.Patients));
                    html.Cell(at.Count("images", group.Images));
                    if (isAgeKnown)
                    {
                        Age(html, at, group);
                    }

                    Counts(html, at, "sexes", sexes, group.Sexes);
                    Counts(html, at, "views", views, group.Views);
                });
            }
        });
        PageLimits.Tell(html, json, "moreGroups", rows.Length - PageLimits.Rows, "rows");
    }

    private static string NotKnown(bool isAgeKnown, string[] sexes, string[] views)
    {
        (string Fact, bool IsKnown)[] facts = [("age", isAgeKnown), ("sex", sexes.Length > 0), ("view", views.Length > 0)];
        string[] missing = [.. facts.Where(f => !f.IsKnown).Select(f => f.Fact)];
        return missing.Length == 0 ? "" : $"Not known of any image: {string.Join(", ", missing)}.";
    }

    /// <summary>The commonest values, "unknown" last; none where nothing else is there.</summary>
    private static string[] Known(CardGroup[] groups, Func<CardGroup, IReadOnlyDictionary<string, int>> facts)
    {
        string[] all = [.. groups.SelectMany(facts).GroupBy(f => f.Key, StringComparer.Ordinal).OrderByDescending(g => g.Sum(f => f.Value))
            .ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => g.Key)];
        return all is ["unknown"] ? [] : [.. all.Take(MostColumns).OrderBy(name => name == "unknown")];
    }

    private static void Age(HtmlWriter html, ReportJsonObject json, CardGroup group)
    {
        if (group is { MedianAge: { } median, LowerQuartileAge: { } lower, UpperQuartileAge: { } upper })
        {
            html.Element("td", [("class", "number")], () =>
            {
                html.Figure(json.Number("medianAge", median, 1));
                html.Text(" ");
                html.Interval(json.Number("lowerQuartileAge", lower, 1), json.Number("upperQuartileAge", upper, 1));
            });
        }
        else
        {
            html.Element("td", [("class", "undefined"), ("data-sort", "")], "not known");
        }

        html.Cell(json.Count("knownAges", group.KnownAges));
    }

    private static void Counts(HtmlWriter html, ReportJsonObject json, string key, string[] names, IReadOnlyDictionary<string, int> counts)
    {
        foreach ((string name, ReportJsonObject at) in json.Objects(key, names))
        {
            at.Text("name", name);
            html.Cell(at.Count("count", counts.GetValueOrDefault(name)));
        }
    }
}
