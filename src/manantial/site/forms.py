"""How every form is drawn: the field templates of the look."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Draws forms with the templates of ``templates/form``."""

    form_template_name = "form/form.html"
    formset_template_name = "form/formset.html"
    field_template_name = "form/field.html"
