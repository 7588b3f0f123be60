using CovidClassifier.Imaging.Dicom;

namespace CovidClassifier.DicomResults;

/// <summary>One node of a report's tree (DICOM PS3.3, C.17.3).</summary>
internal sealed class ContentItem
{
    private const string Contains = "CONTAINS";

    private readonly string _type;
    private readonly Func<DicomDraft, DicomDraft> _value;
    private readonly List<ContentItem> _children = [];

    private ContentItem(string type, DicomCode? name, Func<DicomDraft, DicomDraft> value)
    {
        _type = type;
        Name = name;
        _value = value;
    }

    /// <summary>What it tells; null for an image that has no purpose of its own.</summary>
    private DicomCode? Name { get; }

    /// <summary>How it belongs to its parent.</summary>
    private string Relationship { get; set; } = Contains;

    /// <summary>What holds other items.</summary>
    /// <param name="name">Its heading.</param>
    /// <param name="template">The template of DICOM PS3.16 that rules its content; null: none by itself.</param>
    /// <param name="children">In their order; null ones are left out.</param>
    public static ContentItem Container(DicomCode name, string? template, params IEnumerable<ContentItem?> children)
    {
        var container = new ContentItem("CONTAINER", name, draft => template is null ? draft.Add(DicomTag.ContinuityOfContent, "SEPARATE")
            : draft.Add(DicomTag.ContinuityOfContent, "SEPARATE").AddItems(
                DicomTag.ContentTemplate,
                new DicomDraft(draft.Characters).Add(DicomTag.MappingResource, "DCMR").Add(DicomTag.TemplateIdentifier, template)));
        container._children.AddRange(children.OfType<ContentItem>());
        return container;
    }

    public static ContentItem Code(DicomCode name, DicomCode value) =>
        new("CODE", name, draft => draft.AddItems(DicomTag.ConceptCode, value.Item(draft.Characters)));

    public static ContentItem Text(DicomCode name, string text) => new("TEXT", name, draft => draft.Add(DicomTag.TextValue, text));

    public static ContentItem Uid(DicomCode name, string uid) => new("UIDREF", name, draft => draft.Add(DicomTag.Uid, uid));

    /// <param name="name">What was measured.</param>
    /// <param name="number">As written: at most 16 characters.</param>
    /// <param name="unit">In what.</param>
    public static ContentItem Number(DicomCode name, string number, DicomCode unit) => new("NUM", name, draft => draft.AddItems(
        DicomTag.MeasuredValue,
        new DicomDraft(draft.Characters).Add(DicomTag.NumericValue, number).AddItems(DicomTag.MeasurementUnits, unit.Item(draft.Characters))));

    public static ContentItem Image(DicomCode? name, DicomDraft reference) =>
        new("IMAGE", name, draft => draft.AddItems(DicomTag.ReferencedSops, reference));

    /// <summary>Says in what circumstances its parent was observed.</summary>
    public ContentItem AsObservationContext() => As("HAS OBS CONTEXT");

    /// <summary>Says how its parent was acquired.</summary>
    public ContentItem AsAcquisitionContext() => As("HAS ACQ CONTEXT");

    /// <summary>Says more precisely what its parent means.</summary>
    public ContentItem AsConceptModifier() => As("HAS CONCEPT MOD");

    /// <summary>Writes the node, as the root into a document or as an item.</summary>
    public DicomDraft WriteTo(DicomDraft draft)
    {
        draft.Add(DicomTag.ValueType, _type);
        if (Name is not null)
        {
            draft.AddItems(DicomTag.ConceptName, Name.Item(draft.Characters));
        }

        _value(draft);
        return _children.Count == 0 ? draft : draft.AddItems(
            DicomTag.Content,
            [.. _children.Select(child => child.WriteTo(new DicomDraft(draft.Characters).Add(DicomTag.RelationshipType, child.Relationship)))]);
    }

    private ContentItem As(string relationship)
    {
        Relationship = relationship;
        return this;
    }
}
